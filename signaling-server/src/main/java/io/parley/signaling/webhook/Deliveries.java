package io.parley.signaling.webhook;

import io.parley.signaling.identifier.ParticipantSid;
import io.parley.signaling.identifier.RoomSid;
import io.parley.signaling.message.WireName;
import io.parley.signaling.rest.Paging;
import io.parley.signaling.webhook.DeliveryQueue.Head;
import io.vertx.core.json.JsonObject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** The tables of deliveries and their attempts: every statement on them. */
final class Deliveries {

    private Deliveries() {}

    static long nextSequence(Handle handle, String room) {
        return handle.createQuery(
                        "select coalesce(max(sequence) + 1, 0) from webhook_deliveries where room_sid = :room")
                .bind("room", room)
                .mapTo(Long.class)
                .one();
    }

    static void insert(Handle handle, Delivery delivery) {
        handle.createUpdate("""
                        insert into webhook_deliveries (room_sid, sequence, account_sid, event, url, method, parameters,
                          status, created_at, queued_at, due_at, attempts, attempts_before)
                        values (:room, :sequence, :account, :event, :url, :method, :parameters,
                          :status, :created, :queued, :due, 0, 0)""")
                .bind("room", delivery.room())
                .bind("sequence", delivery.sequence())
                .bind("account", delivery.accountSid())
                .bind("event", delivery.event())
                .bind("url", delivery.url())
                .bind("method", delivery.method())
                .bind("parameters", delivery.parameters())
                .bind("status", delivery.status().wireName())
                .bind("created", delivery.createdAtMillis())
                .bind("queued", delivery.queuedAtMillis())
                .bind("due", delivery.dueAtMillis())
                .execute();
    }

    /** What is pending in a room and comes first; null when nothing is. */
    static @Nullable Head head(Handle handle, String room) {
        return handle.createQuery("""
                        select room_sid, sequence, url, due_at from webhook_deliveries
                        where status = 'pending' and room_sid = :room order by sequence limit 1""")
                .bind("room", room)
                .map((row, context) -> head(row))
                .findOne()
                .orElse(null);
    }

    /** The heads of further rooms, in the order of their SIDs. */
    static List<Head> heads(Handle handle, String afterRoom, int limit) {
        return handle.createQuery("""
                        select room_sid, sequence, url, due_at from webhook_deliveries d
                        where status = 'pending' and room_sid > :after and sequence =
                          (select min(sequence) from webhook_deliveries
                          where status = 'pending' and room_sid = d.room_sid)
                        order by room_sid limit :limit""")
                .bind("after", afterRoom)
                .bind("limit", limit)
                .map((row, context) -> head(row))
                .list();
    }

    static @Nullable Delivery find(Handle handle, String room, long sequence) {
        return handle.createQuery("select * from webhook_deliveries where room_sid = :room and sequence = :sequence")
                .bind("room", room)
                .bind("sequence", sequence)
                .map((row, context) -> delivery(row))
                .findOne()
                .orElse(null);
    }

    /** Newest first. */
    static List<Delivery> list(
            Handle handle, String accountSid, @Nullable String room, @Nullable DeliveryStatus status, Paging paging) {
        String sql = "select * from webhook_deliveries where account_sid = :account"
                + (room == null ? "" : " and room_sid = :room")
                // a literal, since only with one a partial index is of use
                + (status == null ? "" : " and status = '" + status.wireName() + "'")
                + (paging.after() == null
                        ? ""
                        : " and (created_at, room_sid, sequence) < (:created, :after, :sequence)")
                + " order by created_at desc, room_sid desc, sequence desc limit :limit offset :offset";
        Query query = handle.createQuery(sql)
                .bind("account", accountSid)
                .bind("limit", paging.limit())
                .bind("offset", paging.offset());
        if (room != null) {
            query.bind("room", room);
        }
        if (paging.after() != null) {
            DeliveryId after = DeliveryId.parse(paging.after().sid());
            query.bind("created", paging.after().createdAtMillis())
                    .bind("after", after.room())
                    .bind("sequence", after.sequence());
        }
        return query.map((row, context) -> delivery(row)).list();
    }

    /** In their order. */
    static List<Attempt> attempts(Handle handle, String room, long sequence) {
        return handle.createQuery(
                        "select * from webhook_attempts where room_sid = :room and sequence = :sequence order by number")
                .bind("room", room)
                .bind("sequence", sequence)
                .map((row, context) -> new Attempt(
                        row.getInt("number"),
                        row.getLong("at"),
                        row.getLong("duration"),
                        row.getObject("response_status") == null ? null : row.getInt("response_status"),
                        row.getString("error")))
                .list();
    }

    /**
     * Keeps how an attempt ended.
     *
     * @param nextAtMillis of the next attempt; null: the delivery is over
     */
    static void attempted(
            Handle handle,
            Delivery delivery,
            Outcome outcome,
            long atMillis,
            long durationMillis,
            @Nullable Long nextAtMillis) {
        DeliveryStatus status = outcome.isDelivered()
                ? DeliveryStatus.DELIVERED
                : nextAtMillis == null ? DeliveryStatus.FAILED : DeliveryStatus.PENDING;
        long endMillis = atMillis + durationMillis;
        int updated = handle.createUpdate("""
                        update webhook_deliveries set status = :status, attempts = attempts + 1,
                          first_attempt_at = coalesce(first_attempt_at, :at), due_at = :due, finished_at = :finished
                        where room_sid = :room and sequence = :sequence and queued_at = :queued""")
                .bind("queued", delivery.queuedAtMillis())
                .bind("status", status.wireName())
                .bind("at", atMillis)
                .bind("due", nextAtMillis == null ? endMillis : nextAtMillis)
                .bind("finished", nextAtMillis == null ? Long.valueOf(endMillis) : null)
                .bind("room", delivery.room())
                .bind("sequence", delivery.sequence())
                .execute();
        if (updated == 0) {
            // Queued again meanwhile: that one is to be sent, whatever came of this.
            return;
        }
        handle.createUpdate("""
                        insert into webhook_attempts (room_sid, sequence, number, at, duration, response_status, error)
                        select room_sid, sequence, attempts, :at, :duration, :response, :error
                        from webhook_deliveries where room_sid = :room and sequence = :sequence""")
                .bind("at", atMillis)
                .bind("duration", durationMillis)
                .bind("response", outcome.status())
                .bind("error", outcome.error())
                .bind("room", delivery.room())
                .bind("sequence", delivery.sequence())
                .execute();
    }

    /** Queues a delivery of the account again; false when there is none. */
    static boolean replay(Handle handle, String accountSid, DeliveryId id, long nowMillis) {
        return handle.createUpdate("""
                        update webhook_deliveries set status = 'pending', queued_at = :now, due_at = :now,
                          attempts_before = attempts, first_attempt_at = null, finished_at = null
                        where room_sid = :room and sequence = :sequence and account_sid = :account""")
                        .bind("now", nowMillis)
                        .bind("room", id.room())
                        .bind("sequence", id.sequence())
                        .bind("account", accountSid)
                        .execute()
                > 0;
    }

    /**
     * Forgets deliveries that were over before then, with their attempts.
     *
     * <p>Those of rooms in progress stay: the number of the next event follows from them.
     *
     * @param limit how many at most
     * @return how many
     */
    static int purge(Handle handle, long beforeMillis, int limit) {
        return handle.createUpdate("""
                        delete from webhook_deliveries where (room_sid, sequence) in (
                          select room_sid, sequence from webhook_deliveries where finished_at < :before
                            and room_sid not in (select sid from rooms where status = 'in-progress')
                          limit :limit)""")
                .bind("before", beforeMillis)
                .bind("limit", limit)
                .execute();
    }

    private static Head head(ResultSet row) throws SQLException {
        CallbackUrl url = CallbackUrl.parse(row.getString("url"));
        return new Head(
                row.getString("room_sid"),
                row.getLong("sequence"),
                url == null ? "" : url.receiver(),
                row.getLong("due_at"));
    }

    private static Delivery delivery(ResultSet row) throws SQLException {
        DeliveryStatus status = WireName.find(DeliveryStatus.values(), row.getString("status"));
        if (status == null) {
            throw new IllegalStateException("no status of a delivery: " + row.getString("status"));
        }
        return new Delivery(
                row.getString("room_sid"),
                row.getLong("sequence"),
                row.getString("account_sid"),
                row.getString("event"),
                row.getString("url"),
                row.getString("method"),
                row.getString("parameters"),
                status,
                row.getLong("created_at"),
                row.getLong("queued_at"),
                row.getLong("due_at"),
                row.getInt("attempts"),
                row.getInt("attempts_before"),
                nullableLong(row, "first_attempt_at"),
                nullableLong(row, "finished_at"));
    }

    private static @Nullable Long nullableLong(ResultSet row, String column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? null : Long.valueOf(value);
    }

    /** Puts the SID in the place of the identity wherever callbacks tell of the participant. */
    static void forgetIdentity(Handle handle, RoomSid room, ParticipantSid participant) {
        handle
                .select("select sequence, parameters from webhook_deliveries where room_sid = ?", room.value())
                .map((row, context) -> Map.entry(row.getLong("sequence"), new JsonObject(row.getString("parameters"))))
                .list()
                .stream()
                .filter(each -> participant.value().equals(each.getValue().getString("ParticipantSid")))
                .forEach(each -> handle.execute(
                        "update webhook_deliveries set parameters = ? where room_sid = ? and sequence = ?",
                        each.getValue()
                                .put("ParticipantIdentity", participant.value())
                                .encode(),
                        room.value(),
                        each.getKey()));
    }
}
