package io.parley.signaling.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.twilio.security.RequestValidator;
import io.parley.signaling.config.Config;
import io.parley.signaling.journal.Journal;
import io.parley.signaling.journal.RoomProjector;
import io.parley.signaling.room.RoomEvent;
import io.parley.signaling.store.Store;
import io.parley.signaling.store.StoreOptions;
import io.parley.signaling.webhook.Receiver.Told;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.SelfSignedCertificate;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From events in a journal to requests at a receiver. */
class WebhookSenderIT {

    private static final int TIMEOUT_MILLIS = 15_000;

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit's
    private Path directory;

    private final Vertx vertx = Vertx.vertx();
    private final Receiver receiver = new Receiver(vertx);
    private final Outcomes outcomes = new Outcomes();
    private final Script script = new Script(1);
    private final Map<String, String> hosts = new HashMap<>();
    private Config.Webhooks config = config(true, Duration.ofMillis(TIMEOUT_MILLIS));
    private AuthTokens tokens = account -> account.equals(Script.ACCOUNT) ? Script.TOKEN : null;
    private HttpClientOptions options = new HttpClientOptions();

    @SuppressWarnings("NullAway.Init") // open()
    private Store store;

    @SuppressWarnings("NullAway.Init") // open()
    private Journal journal;

    @SuppressWarnings("NullAway.Init") // open()
    private WebhookSender sender;

    @BeforeEach
    void open() {
        store = Store.open(new StoreOptions("jdbc:sqlite:" + directory.resolve("test.db"), null, null, 1_000));
        restartSender();
        journal = Journal.open(store, List.of(new RoomProjector(), new WebhookOutbox(room -> sender.wake(room))));
    }

    @AfterEach
    void close() {
        sender.close().await();
        store.close();
        vertx.close().await();
    }

    @Test
    void deliversSignedFormsInTheirOrder() throws Exception {
        append(script.created(url("/cb?tenant=7"), "POST"), script.connected(), script.published(), script.ended());

        for (String event : List.of("room-created", "participant-connected", "track-added", "room-ended")) {
            Told told = receiver.next();
            assertThat(told.event()).isEqualTo(event);
            assertThat(told.method()).isEqualTo("POST");
            assertThat(told.uri()).isEqualTo("/cb?tenant=7");
            assertThat(told.header("content-type")).isEqualTo("application/x-www-form-urlencoded; charset=UTF-8");
            assertThat(told.header("user-agent")).startsWith("Parley/");
            assertThat(told.header("host")).isEqualTo("127.0.0.1:" + receiver.port());
            assertThat(told.header("i-twilio-idempotency-token")).hasSize(36);
            assertThat(new RequestValidator(Script.TOKEN)
                            .validate(url("/cb?tenant=7"), told.parameters(), told.header("x-twilio-signature")))
                    .isTrue();
        }
        for (int i = 0; i < 4; i++) {
            assertThat(outcomes.next()).isEqualTo("delivered");
        }
        assertThat(delivery(3).status()).isEqualTo(DeliveryStatus.DELIVERED);
        assertThat(attempts(3))
                .hasSize(1)
                .allMatch(attempt -> Integer.valueOf(204).equals(attempt.responseStatus()));
    }

    @Test
    void appendsToTheQueryOfAGet() throws Exception {
        append(script.created(url("/cb?tenant=7"), "GET"));

        Told told = receiver.next();

        assertThat(told.method()).isEqualTo("GET");
        assertThat(told.uri()).startsWith("/cb?tenant=7&AccountSid=AC");
        assertThat(told.event()).isEqualTo("room-created");
        assertThat(told.header("content-type")).isEmpty();
        assertThat(new RequestValidator(Script.TOKEN)
                        .validate(url(told.uri()), new HashMap<>(), told.header("x-twilio-signature")))
                .isTrue();
    }

    @Test
    void triesAgainBeforeItGoesOnToTheNextEvent() throws Exception {
        receiver.thenStatus(500, 503, 429);
        append(script.created(url("/cb"), "POST"), script.connected());

        List<Told> told = List.of(receiver.next(), receiver.next(), receiver.next(), receiver.next(), receiver.next());

        assertThat(told).extracting(Told::sequence).containsExactly(0, 0, 0, 0, 1);
        assertThat(told.subList(0, 4))
                .extracting(each -> each.header("i-twilio-idempotency-token"))
                .containsOnly(told.get(0).header("i-twilio-idempotency-token"));
        assertThat(outcomes.next(5)).containsExactly("failed", "failed", "failed", "delivered", "delivered");
        assertThat(attempts(0)).extracting(Attempt::responseStatus).containsExactly(500, 503, 429, 204);
        assertThat(attempts(0)).extracting(Attempt::number).containsExactly(1, 2, 3, 4);
        assertThat(attempts(0).get(0).error()).isEqualTo("status 500");
    }

    @Test
    void givesUpAtAnErrorOfTheClientAndGoesOn() throws Exception {
        receiver.thenStatus(404);
        append(script.created(url("/cb"), "POST"), script.connected());

        assertThat(receiver.next().sequence()).isZero();
        assertThat(receiver.next().sequence()).isEqualTo(1);
        assertThat(outcomes.next(3)).containsExactly("failed", "given up", "delivered");
        assertThat(delivery(0).status()).isEqualTo(DeliveryStatus.FAILED);
    }

    @Test
    void followsNoRedirect() throws Exception {
        receiver.then(request -> request.response()
                .setStatusCode(307)
                .putHeader("Location", url("/elsewhere"))
                .end());
        append(script.created(url("/cb"), "POST"));

        assertThat(outcomes.next(2)).containsExactly("failed", "given up");
        assertThat(receiver.next().uri()).isEqualTo("/cb");
        assertThat(receiver.now()).isNull();
        assertThat(attempts(0).get(0).error()).contains("redirects are not followed");
    }

    @Test
    void theFragmentDecidesHowOftenAndWhen() throws Exception {
        receiver.thenStatus(404, 500, 404, 500);
        append(script.created(url("/cb#rc=1&rp=4xx"), "POST"), script.connected(), script.published());

        // 0: 404, retried; 500, which the policy leaves. 1: 404, retried; 500. 2: delivered.
        List<Integer> sequences = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            Told told = receiver.next();
            assertThat(told.uri()).isEqualTo("/cb");
            assertThat(new RequestValidator(Script.TOKEN)
                            .validate(url("/cb"), told.parameters(), told.header("x-twilio-signature")))
                    .isTrue();
            sequences.add(told.sequence());
        }
        assertThat(sequences).containsExactly(0, 0, 1, 1, 2);
    }

    @Test
    void sendsUserInfoAsBasicAuthorization() throws Exception {
        append(script.created("http://user:secret@127.0.0.1:" + receiver.port() + "/cb", "POST"));

        Told told = receiver.next();

        assertThat(told.header("authorization")).isEqualTo("Basic dXNlcjpzZWNyZXQ=");
        assertThat(told.header("host")).isEqualTo("127.0.0.1:" + receiver.port());
    }

    @Test
    void goesOnAfterARestartWhereItWas() throws Exception {
        receiver.thenStatus(204, 500);
        config = withFirstRetry(config, Duration.ofHours(1));
        restartSender();
        append(script.created(url("/cb"), "POST"), script.connected(), script.published());
        assertThat(outcomes.next(2)).containsExactly("delivered", "failed");
        sender.close().await();
        store.close();

        store = Store.open(new StoreOptions("jdbc:sqlite:" + directory.resolve("test.db"), null, null, 1_000));
        journal = Journal.open(store, List.of(new RoomProjector(), new WebhookOutbox(room -> sender.wake(room))));
        done(store.write(handle -> handle.execute("update webhook_deliveries set due_at = 0 where sequence = 1")));
        restartSender();
        append(script.ended());

        for (int sequence : new int[] {0, 1, 1, 2, 3}) {
            assertThat(receiver.next().sequence()).isEqualTo(sequence);
        }
        assertThat(outcomes.next(3)).containsOnly("delivered");
        assertThat(attempts(1)).extracting(Attempt::responseStatus).containsExactly(500, 204);
    }

    @Test
    void aRestartKeepsTheTimeOfTheNextAttempt() throws Exception {
        receiver.thenStatus(500);
        config = withFirstRetry(config, Duration.ofHours(1));
        restartSender();
        append(script.created(url("/cb"), "POST"));
        assertThat(outcomes.next()).isEqualTo("failed");
        Delivery before = delivery(0);

        restartSender();

        Script other = new Script(2);
        append(other.created(url("/other"), "POST"));
        assertThat(receiver.next().uri()).isEqualTo("/cb");
        assertThat(receiver.next().uri()).isEqualTo("/other");
        assertThat(delivery(0)).isEqualTo(before);
        assertThat(before.dueAtMillis() - before.createdAtMillis()).isGreaterThan(3_500_000);
    }

    @Test
    void aStopLosesNoRequestThatIsUnderWay() throws Exception {
        CompletableFuture<HttpServerRequest> underWay = new CompletableFuture<>();
        receiver.then(underWay::complete);
        append(script.created(url("/cb"), "POST"));
        HttpServerRequest request = underWay.get(15, TimeUnit.SECONDS);

        Future<Void> closed = sender.close();
        vertx.runOnContext(later -> request.response().end());
        closed.await();

        assertThat(outcomes.next()).isEqualTo("delivered");
    }

    @Test
    void aDeadHostHoldsUpNobodyElse() throws Exception {
        Receiver silent = new Receiver(vertx);
        for (int i = 0; i < 50; i++) {
            silent.then(request -> {});
            append(new Script(100 + i).created("http://127.0.0.1:" + silent.port() + "/cb", "POST"));
        }
        silent.next();

        append(script.created(url("/cb"), "POST"), script.connected());

        assertThat(receiver.next().sequence()).isZero();
        assertThat(receiver.next().sequence()).isEqualTo(1);
        assertThat(outcomes.next(2)).as("the silent one has not even timed out").containsOnly("delivered");
    }

    @Test
    void anAnswerThatDoesNotComeIsAFailure() throws Exception {
        receiver.then(request -> {});
        append(script.created(url("/cb#rt=3000&rp=rt"), "POST"));

        assertThat(receiver.next().sequence()).isZero();
        assertThat(receiver.next().sequence()).isZero();
        assertThat(outcomes.next(2)).containsExactly("failed", "delivered");
        assertThat(attempts(0).get(0).error()).isEqualTo("no answer within 3000 ms");
        assertThat(attempts(0).get(0).durationMillis()).isBetween(3_000L, 14_000L);
    }

    @Test
    void theWholeRequestHasALimitToo() throws Exception {
        config = config(true, Duration.ofSeconds(2));
        restartSender();
        receiver.then(request -> {});
        append(script.created(url("/cb#rc=0"), "POST"));

        assertThat(outcomes.next(2)).containsExactly("failed", "given up");
        assertThat(attempts(0).get(0).error()).isEqualTo("no answer within 2000 ms");
    }

    @Test
    void anAnswerWithoutEndCountsByItsStatus() throws Exception {
        config = config(true, Duration.ofSeconds(4));
        restartSender();
        receiver.then(request -> request.response().setChunked(true).write("and so on"))
                .then(request -> request.response().end(Buffer.buffer(new byte[1_000_000])));
        append(script.created(url("/cb"), "POST"), script.connected(), script.published());

        List<String> heard = outcomes.next(3);
        assertThat(heard).as("attempts %s", attempts(0)).containsExactly("delivered", "delivered", "delivered");
    }

    @Test
    void aClosedPortIsAFailureToConnect() throws Exception {
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        append(script.created("http://127.0.0.1:" + port + "/cb#rc=1", "POST"));

        assertThat(outcomes.next(3)).containsExactly("failed", "failed", "given up");
        assertThat(attempts(0).get(0).error()).contains("Connection refused");
        assertThat(attempts(0).get(0).responseStatus()).isNull();
    }

    @Test
    void aPrivateAddressIsRefusedUnasked() throws Exception {
        config = config(false, Duration.ofMillis(TIMEOUT_MILLIS));
        restartSender();
        hosts.put("inside.example.com", "127.0.0.1");
        append(
                script.created("http://inside.example.com:" + receiver.port() + "/cb#rp=all", "POST"),
                script.connected());

        assertThat(outcomes.next(4)).containsExactly("failed", "given up", "failed", "given up");
        assertThat(attempts(0).get(0).error()).contains("no public address");
        assertThat(receiver.now()).isNull();
    }

    @Test
    void connectsToTheAddressThatWasJudgedUnderTheNameOfTheUrl() throws Exception {
        hosts.put("hooks.example.com", "127.0.0.1");
        append(script.created("http://hooks.example.com:" + receiver.port() + "/cb", "POST"));

        assertThat(receiver.next().header("host")).isEqualTo("hooks.example.com:" + receiver.port());
    }

    @Test
    void anAddressOfIpv6KeepsItsBrackets() throws Exception {
        hosts.put("::1", "127.0.0.1");
        append(script.created("http://[::1]:" + receiver.port() + "/cb", "POST"));

        assertThat(receiver.next().header("host")).isEqualTo("[::1]:" + receiver.port());
    }

    /** Of the addresses of localhost perhaps the second one only is served: each attempt takes another one. */
    @Test
    void knowsTheHostsThatTheSystemKnows() throws Exception {
        sender.close().await();
        sender = new WebhookSender(vertx, store, config, tokens, outcomes);
        sender.start().await();
        append(new Script(2).created("http://localhost:" + receiver.port() + "/name", "POST"));
        assertThat(receiver.next().uri()).isEqualTo("/name");

        append(new Script(3).created(url("/address"), "POST"));
        assertThat(receiver.next().uri()).isEqualTo("/address");
    }

    @Test
    void aHostThatIsNotThereIsAFailureToConnect() throws Exception {
        append(script.created("http://nowhere.example.com/cb#rc=0", "POST"));

        assertThat(outcomes.next(2)).containsExactly("failed", "given up");
        assertThat(attempts(0).get(0).error()).contains("the host has no address");
    }

    @Test
    void talksTlsToACertificateThatItTrustsOnly() throws Exception {
        SelfSignedCertificate certificate = SelfSignedCertificate.create("hooks.example.com");
        Receiver secure = new Receiver(
                vertx, new HttpServerOptions().setSsl(true).setKeyCertOptions(certificate.keyCertOptions()));
        hosts.put("hooks.example.com", "127.0.0.1");
        hosts.put("other.example.com", "127.0.0.1");
        append(script.created("https://hooks.example.com:" + secure.port() + "/cb#rc=0", "POST"));
        assertThat(outcomes.next(2)).containsExactly("failed", "given up");
        assertThat(attempts(0).get(0).error()).containsIgnoringCase("path");

        options = new HttpClientOptions()
                .setTrustOptions(new PemTrustOptions().addCertPath(certificate.certificatePath()));
        restartSender();
        append(script.connected());
        assertThat(outcomes.next()).isEqualTo("delivered");
        assertThat(secure.next().event()).isEqualTo("participant-connected");

        Script other = new Script(2);
        append(other.created("https://other.example.com:" + secure.port() + "/cb#rc=0", "POST"));
        assertThat(outcomes.next(2)).as("not its name").containsExactly("failed", "given up");
        secure.close();
    }

    @Test
    void anAccountWithoutATokenIsToldNothing() throws Exception {
        tokens = account -> null;
        restartSender();
        append(script.created(url("/cb"), "POST"));

        assertThat(outcomes.next(2)).containsExactly("failed", "given up");
        assertThat(attempts(0).get(0).error())
                .isEqualTo("account " + Script.ACCOUNT + " has no auth token to sign with");
        assertThat(receiver.now()).isNull();
    }

    @Test
    void aReplayIsSentAgainAndCountsAnew() throws Exception {
        receiver.thenStatus(404);
        append(script.created(url("/cb"), "POST"));
        assertThat(outcomes.next(2)).containsExactly("failed", "given up");
        Told first = receiver.next();

        DeliveryId id = new DeliveryId(script.room.value(), 0);
        done(store.write(handle -> Deliveries.replay(handle, Script.ACCOUNT, id, System.currentTimeMillis())));
        sender.wake(script.room);

        assertThat(outcomes.next()).isEqualTo("delivered");
        Told second = receiver.next();
        assertThat(second.parameters()).isEqualTo(first.parameters());
        assertThat(second.header("i-twilio-idempotency-token")).isEqualTo(first.header("i-twilio-idempotency-token"));
        assertThat(attempts(0)).extracting(Attempt::responseStatus).containsExactly(404, 204);
    }

    @Test
    void manyRoomsAreTakenUpAfterARestart() throws Exception {
        sender.close().await();
        int rooms = 1_200; // more than a page
        for (int i = 0; i < rooms; i++) {
            append(new Script(10 + i).created(url("/cb"), "POST"));
        }
        done(store.read(handle -> 0));

        restartSender();

        for (int i = 0; i < rooms; i++) {
            assertThat(outcomes.next()).isEqualTo("delivered");
        }
        assertThat(outcomes.pendingRooms()).isZero();
    }

    /** What the sender says of its deliveries. */
    private static final class Outcomes implements WebhookMetrics {
        private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
        private final BlockingQueue<Integer> rooms = new LinkedBlockingQueue<>();

        @Override
        public void webhookDelivered() {
            heard.add("delivered");
        }

        @Override
        public void webhookAttemptFailed() {
            heard.add("failed");
        }

        @Override
        public void webhookGivenUp() {
            heard.add("given up");
        }

        @Override
        public void webhookRoomsPending(int pending) {
            rooms.add(pending);
        }

        /** The last word on it; waits until that is 0. */
        int pendingRooms() throws InterruptedException {
            int pending = -1;
            while (pending != 0) {
                Integer next = rooms.poll(15, TimeUnit.SECONDS);
                if (next == null) {
                    return pending;
                }
                pending = next;
            }
            return pending;
        }

        String next() throws InterruptedException {
            String next = heard.poll(15, TimeUnit.SECONDS);
            if (next == null) {
                throw new AssertionError("nothing was heard of a delivery");
            }
            return next;
        }

        List<String> next(int count) throws InterruptedException {
            List<String> all = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                all.add(next());
            }
            return all;
        }
    }

    private void restartSender() {
        if (sender != null) {
            sender.close().await();
        }
        sender = new WebhookSender(vertx, store, config, tokens, outcomes, options, this::resolve);
        sender.start().await();
    }

    private Future<List<InetAddress>> resolve(String host) {
        try {
            String known = hosts.getOrDefault(host, host);
            return known.matches("[\\d.]+")
                    ? Future.succeededFuture(List.of(InetAddress.getByName(known)))
                    : Future.failedFuture("unknown host " + host);
        } catch (UnknownHostException e) {
            return Future.failedFuture(e);
        }
    }

    private void append(RoomEvent... events) {
        for (RoomEvent event : events) {
            journal.append(event, System.currentTimeMillis());
        }
    }

    private String url(String path) {
        return "http://127.0.0.1:" + receiver.port() + path;
    }

    private Delivery delivery(long sequence) {
        return done(store.read(handle -> {
            Delivery delivery = Deliveries.find(handle, script.room.value(), sequence);
            if (delivery == null) {
                throw new AssertionError("no delivery " + sequence);
            }
            return delivery;
        }));
    }

    private List<Attempt> attempts(long sequence) {
        return done(store.read(handle -> Deliveries.attempts(handle, script.room.value(), sequence)));
    }

    private static Config.Webhooks config(boolean allowPrivateAddresses, Duration timeout) {
        return new Config.Webhooks(
                Duration.ofSeconds(5),
                timeout,
                Duration.ofMillis(5),
                Duration.ofMillis(20),
                Duration.ofHours(24),
                50,
                20,
                allowPrivateAddresses,
                Duration.ofHours(168));
    }

    private static Config.Webhooks withFirstRetry(Config.Webhooks config, Duration firstRetry) {
        return new Config.Webhooks(
                config.connectTimeout(),
                config.timeout(),
                firstRetry,
                firstRetry,
                config.retryFor(),
                config.maxInFlight(),
                config.maxInFlightPerHost(),
                config.allowPrivateAddresses(),
                config.keepDeliveries());
    }

    private static <T> T done(CompletionStage<T> stage) {
        return stage.toCompletableFuture().join();
    }
}
