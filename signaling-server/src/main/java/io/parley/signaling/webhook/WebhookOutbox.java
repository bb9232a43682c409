package io.parley.signaling.webhook;

import io.parley.signaling.identifier.ParticipantSid;
import io.parley.signaling.identifier.RoomSid;
import io.parley.signaling.identifier.TrackSid;
import io.parley.signaling.journal.JournalEntry;
import io.parley.signaling.journal.Projector;
import io.parley.signaling.room.RoomEvent;
import io.parley.signaling.room.RoomEvent.ParticipantAnonymized;
import io.parley.signaling.room.RoomEvent.ParticipantConnected;
import io.parley.signaling.room.RoomEvent.ParticipantDisconnected;
import io.parley.signaling.room.RoomEvent.TrackDisabled;
import io.parley.signaling.room.RoomEvent.TrackEnabled;
import io.parley.signaling.room.RoomEvent.TrackPublished;
import io.parley.signaling.room.RoomEvent.TrackUnpublished;
import io.parley.signaling.webhook.CallbackParameters.ParticipantFacts;
import io.parley.signaling.webhook.CallbackParameters.RoomFacts;
import io.parley.signaling.webhook.CallbackParameters.TrackFacts;
import io.vertx.core.json.JsonObject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Puts a delivery beside each event that an app is to hear of, in the same transaction: an event that is remembered is
 * also told, whatever happens to the process.
 *
 * <p>Reads the tables of rooms, so it stands after {@code RoomProjector}.
 */
public final class WebhookOutbox implements Projector {

    private final Consumer<RoomSid> wake;

    /** @param wake hears of rooms in which something may have to be sent, after the commit; must not block */
    public WebhookOutbox(Consumer<RoomSid> wake) {
        this.wake = wake;
    }

    private record Room(RoomFacts facts, String url, String method) {}

    @Override
    public void project(Handle handle, JournalEntry entry) {
        if (entry.event() instanceof ParticipantAnonymized anonymized) {
            Deliveries.forgetIdentity(handle, anonymized.room(), anonymized.participant());
        }
        String name = CallbackParameters.eventName(entry.event());
        if (name == null) {
            return;
        }
        Room room = room(handle, entry.event().room());
        if (room != null) {
            insert(handle, entry, name, room);
        }
    }

    @Override
    public void committed(JournalEntry entry) {
        if (CallbackParameters.eventName(entry.event()) != null) {
            wake.accept(entry.event().room());
        }
    }

    private static void insert(Handle handle, JournalEntry entry, String name, Room room) {
        long sequence = Deliveries.nextSequence(handle, room.facts().sid());
        ParticipantSid participant = participant(entry.event());
        TrackSid track = track(entry.event());
        Map<String, String> parameters = CallbackParameters.of(
                name,
                entry.atMillis(),
                sequence,
                room.facts(),
                participant == null ? null : participant(handle, participant),
                track == null ? null : track(handle, track));
        Deliveries.insert(
                handle,
                new Delivery(
                        room.facts().sid(),
                        sequence,
                        room.facts().accountSid(),
                        name,
                        room.url(),
                        room.method(),
                        new JsonObject(new LinkedHashMap<>(parameters)).encode(),
                        DeliveryStatus.PENDING,
                        entry.atMillis(),
                        entry.atMillis(),
                        entry.atMillis(),
                        0,
                        0,
                        null,
                        null));
    }

    private static @Nullable ParticipantSid participant(RoomEvent event) {
        if (event instanceof ParticipantConnected connected) {
            return connected.participant();
        } else if (event instanceof ParticipantDisconnected disconnected) {
            return disconnected.participant();
        } else if (event instanceof TrackPublished published) {
            return published.participant();
        } else if (event instanceof TrackUnpublished unpublished) {
            return unpublished.participant();
        } else if (event instanceof TrackEnabled enabled) {
            return enabled.participant();
        } else if (event instanceof TrackDisabled disabled) {
            return disabled.participant();
        }
        return null;
    }

    private static @Nullable TrackSid track(RoomEvent event) {
        if (event instanceof TrackPublished published) {
            return published.track();
        } else if (event instanceof TrackUnpublished unpublished) {
            return unpublished.track();
        } else if (event instanceof TrackEnabled enabled) {
            return enabled.track();
        } else if (event instanceof TrackDisabled disabled) {
            return disabled.track();
        }
        return null;
    }

    /** Null when the room has no callback. */
    private static @Nullable Room room(Handle handle, RoomSid sid) {
        return handle.createQuery("""
                        select sid, account_sid, unique_name, status, type, created_at, ended_at, status_callback,
                          status_callback_method
                        from rooms where sid = :sid and status_callback is not null""")
                .bind("sid", sid.value())
                .map((row, context) -> new Room(
                        new RoomFacts(
                                row.getString("account_sid"),
                                row.getString("sid"),
                                row.getString("unique_name"),
                                row.getString("status"),
                                row.getString("type"),
                                row.getLong("created_at"),
                                nullableLong(row, "ended_at")),
                        row.getString("status_callback"),
                        row.getString("status_callback_method")))
                .findOne()
                .orElse(null);
    }

    private static @Nullable ParticipantFacts participant(Handle handle, ParticipantSid sid) {
        return handle.createQuery("select sid, identity, joined_at, left_at from participants where sid = :sid")
                .bind("sid", sid.value())
                .map((row, context) -> new ParticipantFacts(
                        row.getString("sid"),
                        row.getString("identity"),
                        row.getLong("joined_at"),
                        nullableLong(row, "left_at")))
                .findOne()
                .orElse(null);
    }

    private static @Nullable TrackFacts track(Handle handle, TrackSid sid) {
        return handle.createQuery("select sid, kind from tracks where sid = :sid")
                .bind("sid", sid.value())
                .map((row, context) -> new TrackFacts(row.getString("sid"), row.getString("kind")))
                .findOne()
                .orElse(null);
    }

    private static @Nullable Long nullableLong(ResultSet row, String column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? null : Long.valueOf(value);
    }
}
