package io.parley.signaling.account;

import io.parley.signaling.identifier.Sids;
import io.parley.signaling.rest.Answer;
import io.parley.signaling.rest.Call;
import io.parley.signaling.rest.Caller;
import io.parley.signaling.rest.Endpoint;
import io.parley.signaling.rest.PagedQuery;
import io.parley.signaling.rest.Paging;
import io.parley.signaling.rest.RestApi;
import io.parley.signaling.rest.Texts;
import io.parley.signaling.store.Store;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who called what that is not a mere read, and what came of it: in the database for {@value #KEEP_DAYS} days, and in the
 * log. Neither has parameters or bodies, so no secrets.
 */
public final class AuditLog implements RestApi.AuditTrail {

    private static final Logger LOG = LoggerFactory.getLogger("parley.audit");
    private static final String PATH = "/parley/v1/Audit";
    private static final int KEEP_DAYS = 90;
    private static final long DAY_MILLIS = Duration.ofDays(1).toMillis();
    /** So that other writes get their turn. */
    private static final int PURGED_AT_ONCE = 1_000;

    private static final int MAX_METHOD_CHARS = 16;
    private static final int MAX_PATH_CHARS = 1_000;

    private final Store store;
    private final Sids sids;
    private final InstantSource clock;
    private final AtomicLong counter = new AtomicLong();

    private record Entry(
            String sid,
            String accountSid,
            long atMillis,
            String who,
            String method,
            String path,
            int status,
            String remoteAddress) {}

    public AuditLog(Store store, Sids sids, InstantSource clock) {
        this.store = store;
        this.sids = sids;
        this.clock = clock;
    }

    @Override
    public void changed(Caller caller, String method, String path, int status, String remoteAddress) {
        long now = clock.millis();
        Entry entry = new Entry(
                sid(now),
                caller.accountSid(),
                now,
                caller.name(),
                cut(method, MAX_METHOD_CHARS),
                cut(path, MAX_PATH_CHARS),
                status,
                remoteAddress);
        LOG.atInfo()
                .addKeyValue("account", entry.accountSid())
                .addKeyValue("who", entry.who())
                .addKeyValue("method", entry.method())
                .addKeyValue("path", entry.path())
                .addKeyValue("status", entry.status())
                .addKeyValue("remote", entry.remoteAddress())
                .log("called");
        store.recordSoon(handle -> insert(handle, entry)).whenComplete((written, failure) -> {
            if (failure != null) {
                LOG.atError().setCause(failure).log("an entry could not be kept");
            }
        });
    }

    /** Grows with time, and among entries of one millisecond with their order. */
    private String sid(long atMillis) {
        long order = counter.getAndIncrement() & 0xffff;
        return "AE%012x%04x%s".formatted(atMillis, order, sids.hex().substring(16));
    }

    private static String cut(String text, int maxChars) {
        return text.substring(0, Math.min(text.length(), maxChars));
    }

    private static int insert(Handle handle, Entry entry) {
        return handle.execute(
                "insert into audit (sid, account_sid, at, who, method, path, status, remote_address)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?)",
                entry.sid(),
                entry.accountSid(),
                entry.atMillis(),
                entry.who(),
                entry.method(),
                entry.path(),
                entry.status(),
                entry.remoteAddress());
    }

    public List<Endpoint> endpoints() {
        return List.of(new Endpoint(HttpMethod.GET, PATH, "/parley/audit/read", this::list));
    }

    private Future<Answer> list(Call call) {
        // Entries wait for the next commit: a write makes it come.
        return call.await(store.write(handle -> true)).compose(kept -> page(call));
    }

    private Future<Answer> page(Call call) {
        return new PagedQuery("select * from audit", "at")
                .whereEqual("account_sid", call.accountSid())
                .answer(call, store, Paging.MAX_SIZE, PATH, "audit", AuditLog::json);
    }

    private static JsonObject json(ResultSet row) throws SQLException {
        return new JsonObject()
                .put("sid", row.getString("sid"))
                .put("account_sid", row.getString("account_sid"))
                .put("date_created", Texts.date(row.getLong("at")))
                .put("who", row.getString("who"))
                .put("method", row.getString("method"))
                .put("path", row.getString("path"))
                .put("status", row.getInt("status"))
                .put("remote_address", row.getString("remote_address"));
    }

    /** Removes what is older than {@value #KEEP_DAYS} days, now and every day. */
    public void purgeDaily(Vertx vertx) {
        vertx.setPeriodic(
                0,
                DAY_MILLIS,
                timer -> purge().whenComplete((purged, failure) -> {
                    if (failure != null) {
                        LOG.atWarn().setCause(failure).log("old entries could not be removed: tomorrow again");
                    }
                }));
    }

    /**
     * Removes what is older than {@value #KEEP_DAYS} days.
     *
     * @return how many entries
     */
    CompletionStage<Integer> purge() {
        long before = clock.millis() - KEEP_DAYS * DAY_MILLIS;
        return store.record(handle -> handle.execute(
                        "delete from audit where sid in (select sid from audit where at < ? order by at limit ?)",
                        before,
                        PURGED_AT_ONCE))
                .thenCompose(purged -> purged < PURGED_AT_ONCE
                        ? CompletableFuture.completedStage(purged)
                        : purge().thenApply(more -> purged + more));
    }
}
