package io.parley.signaling.webhook;

import io.parley.signaling.room.RoomEvent;
import io.parley.signaling.room.RoomEvent.ParticipantConnected;
import io.parley.signaling.room.RoomEvent.ParticipantDisconnected;
import io.parley.signaling.room.RoomEvent.RoomCreated;
import io.parley.signaling.room.RoomEvent.RoomEnded;
import io.parley.signaling.room.RoomEvent.TrackDisabled;
import io.parley.signaling.room.RoomEvent.TrackEnabled;
import io.parley.signaling.room.RoomEvent.TrackPublished;
import io.parley.signaling.room.RoomEvent.TrackUnpublished;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a status callback says of an event: names and values, in the order in which they are sent. */
final class CallbackParameters {

    private static final DateTimeFormatter TIMESTAMP = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private CallbackParameters() {}

    /**
     * The room as it is after the event.
     *
     * @param name unique name, or the SID when it has none
     * @param endedAtMillis null: not ended
     */
    record RoomFacts(
            String accountSid,
            String sid,
            String name,
            String status,
            String type,
            long createdAtMillis,
            @Nullable Long endedAtMillis) {}

    /**
     * The participant of the event.
     *
     * @param leftAtMillis null: has not left
     */
    record ParticipantFacts(
            String sid,
            String identity,
            long joinedAtMillis,
            @Nullable Long leftAtMillis) {}

    /** The track of the event. */
    record TrackFacts(String sid, String kind) {}

    /** The value of {@code StatusCallbackEvent}; null for what apps are not told. */
    static @Nullable String eventName(RoomEvent event) {
        if (event instanceof RoomCreated) {
            return "room-created";
        } else if (event instanceof RoomEnded) {
            return "room-ended";
        } else if (event instanceof ParticipantConnected) {
            return "participant-connected";
        } else if (event instanceof ParticipantDisconnected) {
            return "participant-disconnected";
        } else if (event instanceof TrackPublished) {
            return "track-added";
        } else if (event instanceof TrackUnpublished) {
            return "track-removed";
        } else if (event instanceof TrackEnabled) {
            return "track-enabled";
        } else if (event instanceof TrackDisabled) {
            return "track-disabled";
        }
        return null;
    }

    /**
     * The parameters of an event.
     *
     * @param event its {@link #eventName}
     * @param sequence counts the events of the room that apps are told, from 0
     * @param participant null: the event is none of a participant
     * @param track null: the event is none of a track
     */
    static Map<String, String> of(
            String event,
            long atMillis,
            long sequence,
            RoomFacts room,
            @Nullable ParticipantFacts participant,
            @Nullable TrackFacts track) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("AccountSid", room.accountSid());
        parameters.put("RoomName", room.name());
        parameters.put("RoomSid", room.sid());
        parameters.put("RoomStatus", room.status());
        parameters.put("RoomType", room.type());
        parameters.put("StatusCallbackEvent", event);
        parameters.put("Timestamp", TIMESTAMP.format(Instant.ofEpochMilli(atMillis)));
        parameters.put("SequenceNumber", Long.toString(sequence));
        if (room.endedAtMillis() != null && participant == null) {
            parameters.put("RoomDuration", seconds(room.createdAtMillis(), room.endedAtMillis()));
        }
        if (participant != null) {
            parameters.put("ParticipantSid", participant.sid());
            parameters.put("ParticipantIdentity", participant.identity());
            parameters.put("ParticipantStatus", participant.leftAtMillis() == null ? "connected" : "disconnected");
            if (participant.leftAtMillis() != null && track == null) {
                parameters.put(
                        "ParticipantDuration", seconds(participant.joinedAtMillis(), participant.leftAtMillis()));
            }
        }
        if (track != null) {
            parameters.put("TrackSid", track.sid());
            parameters.put("TrackKind", track.kind());
        }
        return parameters;
    }

    /** The parameters as a form, or as part of a query. */
    static String encode(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(each -> encode(each.getKey()) + "=" + encode(each.getValue()))
                .collect(Collectors.joining("&"));
    }

    /** A space becomes %20, which both a form and a query understand. */
    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static String seconds(long fromMillis, long toMillis) {
        return Long.toString(Math.max(0, toMillis - fromMillis) / 1000);
    }
}
