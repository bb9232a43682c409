package io.parley.signaling.webhook;

import io.parley.signaling.identifier.ParticipantSid;
import io.parley.signaling.identifier.RoomSid;
import io.parley.signaling.identifier.TrackSid;
import io.parley.signaling.message.Publisher;
import io.parley.signaling.message.TrackKind;
import io.parley.signaling.room.RoomEvent;
import io.parley.signaling.room.RoomProfile;
import io.parley.signaling.room.RoomSettings;
import io.parley.signaling.room.RoomType;
import io.parley.signaling.room.StatusCallback;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Events of a room, with one participant and one track. */
final class Script {

    static final String ACCOUNT = "ACaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
    static final String TOKEN = "12345678901234567890123456789012";

    final RoomSid room;
    final ParticipantSid alice;
    final TrackSid camera;

    /** @param number makes the SIDs different from those of another room */
    Script(int number) {
        String digits = String.format("%032x", number);
        room = new RoomSid("RM" + digits);
        alice = new ParticipantSid("PA" + digits);
        camera = new TrackSid("MT" + digits);
    }

    RoomEvent created(@Nullable String url, String method) {
        return created(url, method, ACCOUNT);
    }

    RoomEvent created(@Nullable String url, String method, String account) {
        RoomSettings settings = new RoomSettings(
                RoomType.GROUP,
                false,
                50,
                100,
                Duration.ofSeconds(30),
                Duration.ofSeconds(5),
                Duration.ofHours(4),
                Duration.ofHours(24),
                Duration.ofMinutes(5),
                Duration.ofMinutes(5));
        RoomProfile profile = new RoomProfile(
                url == null ? null : new StatusCallback(url, method), List.of("VP8"), "us1", false, false, null);
        return new RoomEvent.RoomCreated(
                room, account, "DailyStandup-" + room.value().substring(30), false, settings, profile);
    }

    RoomEvent connected() {
        return new RoomEvent.ParticipantConnected(room, alice, "alice@example.com", "secret", Publisher.UNKNOWN);
    }

    RoomEvent reconnecting() {
        return new RoomEvent.ParticipantReconnecting(room, alice);
    }

    RoomEvent reconnected() {
        return new RoomEvent.ParticipantReconnected(room, alice);
    }

    RoomEvent published() {
        return new RoomEvent.TrackPublished(room, alice, camera, "id", TrackKind.VIDEO, "camera", true);
    }

    RoomEvent disabled() {
        return new RoomEvent.TrackDisabled(room, alice, camera);
    }

    RoomEvent enabled() {
        return new RoomEvent.TrackEnabled(room, alice, camera);
    }

    RoomEvent unpublished() {
        return new RoomEvent.TrackUnpublished(room, alice, camera);
    }

    RoomEvent disconnected() {
        return new RoomEvent.ParticipantDisconnected(room, alice, RoomEvent.Reason.LEFT);
    }

    RoomEvent ended() {
        return new RoomEvent.RoomEnded(room, RoomEvent.EndReason.COMPLETED);
    }
}
