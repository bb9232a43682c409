package io.parley.signaling.account;

import static io.parley.signaling.account.AccountServer.ACCOUNT;
import static io.parley.signaling.account.AccountServer.KEYS;
import static io.parley.signaling.account.AccountServer.MAIN;
import static io.parley.signaling.account.AccountServer.OTHER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.parley.signaling.account.AccountServer.Response;
import io.parley.signaling.account.AccountServer.Signin;
import io.parley.signaling.rest.Caller;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditLogIT {

    private static final String AUDIT = "/parley/v1/Audit";
    private static final Caller CALLER = new Caller(ACCOUNT, ACCOUNT, Caller.Kind.MAIN, null);

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit's
    Path directory;

    @SuppressWarnings("NullAway.Init")
    private AccountServer server;

    @BeforeEach
    void start() {
        server = new AccountServer(directory);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void changesAreKeptNewestFirstAndReadsAreNot() {
        Response made = server.post(MAIN, KEYS, "FriendlyName", "a name that is not for the audit");
        server.get(MAIN, KEYS);
        server.post(made.signin(), "/v1/Rooms?query=1");

        Response audit = server.get(MAIN, AUDIT);

        assertThat(audit.status()).isEqualTo(200);
        assertThat(audit.body().getJsonObject("meta").getString("key")).isEqualTo("audit");
        assertThat(audit.list("audit"))
                .extracting(
                        entry -> entry.getString("who"),
                        entry -> entry.getString("method"),
                        entry -> entry.getString("path"),
                        entry -> entry.getInteger("status"))
                .containsExactly(tuple(made.sid(), "POST", "/v1/Rooms", 200), tuple(ACCOUNT, "POST", KEYS, 201));
        JsonObject entry = audit.list("audit").get(1);
        assertThat(entry.getString("account_sid")).isEqualTo(ACCOUNT);
        assertThat(entry.getString("date_created")).isEqualTo("2026-01-02T03:04:05Z");
        assertThat(entry.getString("remote_address")).isEqualTo("127.0.0.1");
        assertThat(entry.getString("sid")).matches("AE[0-9a-f]{32}");
        assertThat(audit.body().encode())
                .doesNotContain("not for the audit")
                .doesNotContain(made.body().getString("secret"));
    }

    @Test
    void whatIsRefusedIsKeptTooIfTheCallerIsKnown() {
        Signin standard = server.post(MAIN, KEYS).signin();
        server.delete(standard, KEYS.replace("Keys", "Keys/" + standard.name()));
        server.delete(MAIN, KEYS);
        server.post(MAIN, "/v1/Nothing");
        server.post(OTHER, KEYS);
        server.post(new Signin(ACCOUNT, "wrong"), KEYS);

        assertThat(statuses(MAIN)).containsExactly(404, 405, 401, 201);
        assertThat(statuses(OTHER)).containsExactly(404);
    }

    @Test
    void theAuditIsReadInPages() {
        for (int i = 0; i < 5; i++) {
            server.audit.changed(CALLER, "POST", "/v1/Rooms/" + i, 200, "192.0.2.1");
        }

        Response first = server.get(MAIN, AUDIT + "?PageSize=2");
        server.audit.changed(CALLER, "POST", "/v1/Rooms/5", 200, "192.0.2.1");
        Response second = server.get(MAIN, next(first));
        Response third = server.get(MAIN, next(second));
        Response byIndex = server.get(MAIN, AUDIT + "?PageSize=2&Page=1");

        assertThat(paths(first)).containsExactly("/v1/Rooms/4", "/v1/Rooms/3");
        assertThat(paths(second)).containsExactly("/v1/Rooms/2", "/v1/Rooms/1");
        assertThat(paths(third)).containsExactly("/v1/Rooms/0");
        assertThat(third.body().getJsonObject("meta").getString("next_page_url"))
                .isNull();
        assertThat(paths(byIndex)).containsExactly("/v1/Rooms/3", "/v1/Rooms/2");
    }

    @Test
    void aPageThatIsNoneIsRefused() {
        assertThat(server.get(MAIN, AUDIT + "?PageSize=-1").code()).isEqualTo(20001);
        assertThat(server.get(MAIN, AUDIT + "?PageToken=PTxyz").code()).isEqualTo(21481);
    }

    @Test
    void longNamesAreCut() {
        server.audit.changed(CALLER, "M".repeat(100), "/" + "p".repeat(5_000), 405, "192.0.2.1");

        JsonObject entry = server.get(MAIN, AUDIT).list("audit").get(0);
        assertThat(entry.getString("method")).hasSize(16);
        assertThat(entry.getString("path")).hasSize(1_000);
    }

    @Test
    void whatIsOldIsRemoved() {
        for (int i = 0; i < 2_500; i++) {
            server.audit.changed(CALLER, "POST", "/v1/old", 200, "192.0.2.1");
        }
        server.millis.addAndGet(1);
        server.audit.changed(CALLER, "POST", "/v1/new", 200, "192.0.2.1");
        server.millis.addAndGet(Duration.ofDays(90).toMillis());

        int purged = server.audit.purge().toCompletableFuture().join();

        assertThat(purged).isEqualTo(2_500);
        assertThat(paths(server.get(MAIN, AUDIT))).containsExactly("/v1/new");
    }

    @Test
    void whatIsOldIsRemovedByItself() {
        server.audit.changed(CALLER, "POST", "/v1/old", 200, "192.0.2.1");
        assertThat(paths(server.get(MAIN, AUDIT))).isNotEmpty();
        server.millis.addAndGet(Duration.ofDays(91).toMillis());

        server.audit.purgeDaily(server.vertx);

        // Each look at the audit waits for what is written at that moment.
        List<String> left = paths(server.get(MAIN, AUDIT));
        for (int looks = 0; looks < 1_000 && !left.isEmpty(); looks++) {
            left = paths(server.get(MAIN, AUDIT));
        }
        assertThat(left).isEmpty();
    }

    private List<Integer> statuses(Signin signin) {
        return server.get(signin, AUDIT).list("audit").stream()
                .map(entry -> entry.getInteger("status"))
                .toList();
    }

    private static String next(Response page) {
        return page.body().getJsonObject("meta").getString("next_page_url");
    }

    private static List<String> paths(Response page) {
        return page.list("audit").stream().map(entry -> entry.getString("path")).toList();
    }
}
