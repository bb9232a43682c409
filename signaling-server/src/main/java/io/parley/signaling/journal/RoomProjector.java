package io.parley.signaling.journal;

import io.parley.signaling.room.RoomEvent;
import io.parley.signaling.room.RoomEvent.ParticipantAnonymized;
import io.parley.signaling.room.RoomEvent.ParticipantConnected;
import io.parley.signaling.room.RoomEvent.ParticipantDisconnected;
import io.parley.signaling.room.RoomEvent.ParticipantReconnected;
import io.parley.signaling.room.RoomEvent.ParticipantReconnecting;
import io.parley.signaling.room.RoomEvent.PeersConnected;
import io.parley.signaling.room.RoomEvent.PeersDisconnected;
import io.parley.signaling.room.RoomEvent.RecordingRulesChanged;
import io.parley.signaling.room.RoomEvent.RoomCreated;
import io.parley.signaling.room.RoomEvent.RoomEnded;
import io.parley.signaling.room.RoomEvent.SubscribeRulesChanged;
import io.parley.signaling.room.RoomEvent.TrackDisabled;
import io.parley.signaling.room.RoomEvent.TrackEnabled;
import io.parley.signaling.room.RoomEvent.TrackPublished;
import io.parley.signaling.room.RoomEvent.TrackUnpublished;
import io.parley.signaling.room.StatusCallback;
import org.jdbi.v3.core.Handle;

/** Keeps the tables of rooms, participants and tracks, which REST reads. */
public final class RoomProjector implements Projector {

    @Override
    public void project(Handle handle, JournalEntry entry) {
        RoomEvent event = entry.event();
        long at = entry.atMillis();
        if (event instanceof RoomCreated created) {
            created(handle, at, created);
        } else if (event instanceof RoomEnded ended) {
            ended(handle, at, ended);
        } else if (event instanceof ParticipantConnected connected) {
            connected(handle, at, connected);
        } else if (event instanceof ParticipantReconnecting away) {
            status(handle, at, away.participant().value(), "reconnecting");
        } else if (event instanceof ParticipantReconnected back) {
            status(handle, at, back.participant().value(), "connected");
        } else if (event instanceof ParticipantDisconnected disconnected) {
            disconnected(handle, at, disconnected);
        } else if (event instanceof TrackPublished published) {
            published(handle, at, published);
        } else if (event instanceof TrackUnpublished unpublished) {
            handle.execute(
                    "update tracks set unpublished_at = ? where sid = ?",
                    at,
                    unpublished.track().value());
        } else if (event instanceof TrackEnabled enabled) {
            enabled(handle, at, enabled.track().value(), 1);
        } else if (event instanceof TrackDisabled disabled) {
            enabled(handle, at, disabled.track().value(), 0);
        } else if (event instanceof SubscribeRulesChanged changed) {
            handle.execute(
                    "update participants set subscribe_rules = ?, subscribe_rules_updated_at = ?, updated_at = ? where sid = ?",
                    EventJson.write(changed.rules()),
                    at,
                    at,
                    changed.participant().value());
        } else if (event instanceof RecordingRulesChanged changed) {
            handle.execute(
                    "update rooms set recording_rules = ?, recording_rules_updated_at = ?, updated_at = ? where sid = ?",
                    EventJson.write(changed.rules()),
                    at,
                    at,
                    changed.room().value());
        } else if (event instanceof ParticipantAnonymized anonymized) {
            handle.execute(
                    "update participants set identity = sid, updated_at = ? where sid = ?",
                    at,
                    anonymized.participant().value());
        } else if (!(event instanceof PeersConnected || event instanceof PeersDisconnected)) {
            throw new IllegalStateException("no rule for " + event.getClass());
        }
    }

    private static void created(Handle handle, long at, RoomCreated created) {
        StatusCallback callback = created.profile().statusCallback();
        handle.createUpdate("""
                        insert into rooms (sid, account_sid, unique_name, status, type, ad_hoc, settings, profile,
                          status_callback, status_callback_method, created_at, updated_at, empty_since, used,
                          max_concurrent)
                        values (:sid, :account, :name, 'in-progress', :type, :adHoc, :settings, :profile,
                          :callback, :method, :at, :at, :at, 0, 0)""")
                .bind("sid", created.room().value())
                .bind("account", created.accountSid())
                .bind("name", created.name())
                .bind("type", created.settings().type().wireName())
                .bind("adHoc", created.adHoc() ? 1 : 0)
                .bind("settings", EventJson.write(created.settings()))
                .bind("profile", EventJson.write(created.profile()))
                .bind("callback", callback == null ? null : callback.url())
                .bind("method", callback == null ? "POST" : callback.method())
                .bind("at", at)
                .execute();
    }

    private static void ended(Handle handle, long at, RoomEnded ended) {
        handle.execute(
                "update rooms set status = 'completed', ended_at = ?, updated_at = ?, end_reason = ? where sid = ?",
                at,
                at,
                ended.reason().name(),
                ended.room().value());
    }

    private static void connected(Handle handle, long at, ParticipantConnected connected) {
        String room = connected.room().value();
        handle.createUpdate("""
                        insert into participants (sid, room_sid, account_sid, identity, status, session, publisher,
                          joined_at, updated_at)
                        select :sid, sid, account_sid, :identity, 'connected', :session, :publisher, :at, :at
                        from rooms where sid = :room""")
                .bind("sid", connected.participant().value())
                .bind("identity", connected.identity())
                .bind("session", connected.session())
                .bind("publisher", EventJson.write(connected.publisher()))
                .bind("at", at)
                .bind("room", room)
                .execute();
        handle.createUpdate("""
                        update rooms set used = 1, empty_since = null, updated_at = :at,
                          max_concurrent = (select case when count(*) > max_concurrent then count(*)
                            else max_concurrent end from participants
                            where room_sid = :room and participants.status <> 'disconnected')
                        where sid = :room""").bind("at", at).bind("room", room).execute();
    }

    private static void disconnected(Handle handle, long at, ParticipantDisconnected disconnected) {
        String participant = disconnected.participant().value();
        String room = disconnected.room().value();
        handle.execute(
                "update participants set status = 'disconnected', left_at = ?, updated_at = ?, end_reason = ? where sid = ?",
                at,
                at,
                disconnected.reason().name(),
                participant);
        handle.execute("""
                update rooms set empty_since = ?, updated_at = ? where sid = ? and not exists
                  (select 1 from participants where room_sid = rooms.sid and status <> 'disconnected')""", at, at, room);
    }

    private static void status(Handle handle, long at, String participant, String status) {
        handle.execute("update participants set status = ?, updated_at = ? where sid = ?", status, at, participant);
    }

    private static void published(Handle handle, long at, TrackPublished published) {
        handle.createUpdate("""
                        insert into tracks (sid, room_sid, participant_sid, id, kind, name, enabled, published_at)
                        values (:sid, :room, :participant, :id, :kind, :name, :enabled, :at)""")
                .bind("sid", published.track().value())
                .bind("room", published.room().value())
                .bind("participant", published.participant().value())
                .bind("id", published.id())
                .bind("kind", published.kind().wireName())
                .bind("name", published.name())
                .bind("enabled", published.enabled() ? 1 : 0)
                .bind("at", at)
                .execute();
    }

    private static void enabled(Handle handle, long at, String track, int enabled) {
        handle.execute("update tracks set enabled = ?, updated_at = ? where sid = ?", enabled, at, track);
    }
}
