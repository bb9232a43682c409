package io.parley.signaling.summary;

import io.parley.signaling.journal.EventJson;
import io.parley.signaling.message.Publisher;
import io.parley.signaling.rest.Call;
import io.parley.signaling.rest.Texts;
import io.parley.signaling.room.RoomEvent.Reason;
import io.parley.signaling.room.RoomProfile;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** One participation as insights show it. */
final class ParticipantSummary {

    /** Participants with what is needed of their room, and how many audio tracks they published. */
    static final String SELECT = """
            select participants.*,
              (select profile from rooms where rooms.sid = participants.room_sid) as profile,
              (select count(*) from tracks
                where tracks.room_sid = participants.room_sid and tracks.participant_sid = participants.sid
                  and tracks.kind = 'audio') as audio_tracks
            from participants""";

    private ParticipantSummary() {}

    static JsonObject json(Call call, ResultSet row, long nowMillis) throws SQLException {
        String sid = row.getString("sid");
        String room = row.getString("room_sid");
        long joinedAt = row.getLong("joined_at");
        Long leftAt = RoomSummary.nullableLong(row, "left_at");
        String stored = row.getString("end_reason");
        Reason reason = stored == null ? null : Reason.valueOf(stored);
        Integer error = reason == null ? null : errorCode(reason);
        RoomProfile profile = EventJson.read(RoomProfile.class, row.getString("profile"));
        Publisher publisher = EventJson.read(Publisher.class, row.getString("publisher"));
        return new JsonObject()
                .put("participant_sid", sid)
                .put("participant_identity", row.getString("identity"))
                .put("join_time", Texts.date(joinedAt))
                .put("leave_time", Texts.dateOrNull(leftAt))
                .put("duration_sec", RoomSummary.seconds((leftAt == null ? nowMillis : leftAt) - joinedAt))
                .put("account_sid", row.getString("account_sid"))
                .put("room_sid", room)
                .put("status", row.getString("status").equals("disconnected") ? "disconnected" : "connected")
                .put("codecs", codecs(row.getLong("audio_tracks") > 0))
                .put("end_reason", reason == null ? null : endReason(reason))
                .put("error_code", error)
                .put("error_code_url", error == null ? null : call.url("/docs/errors/" + error))
                .put("media_region", profile.mediaRegion())
                .put("edge_location", null)
                .put("properties", new JsonObject())
                .put(
                        "publisher_info",
                        new JsonObject().put("name", publisher.name()).put("version", publisher.version()))
                .put("url", call.url(RoomSummary.PATH + "/" + room + "/Participants/" + sid));
    }

    /** Audio is Opus. Which codec video had is between the browsers. */
    private static JsonArray codecs(boolean audio) {
        return audio ? new JsonArray().add("opus") : new JsonArray();
    }

    private static String endReason(Reason reason) {
        return switch (reason) {
            case LEFT -> "disconnected_via_sdk";
            case REMOVED -> "disconnected_via_api";
            case ROOM_COMPLETED -> "room_ended";
            case SESSION_TIMEOUT -> "signaling_timeout";
            case DUPLICATE_IDENTITY -> "duplicate_identity";
            case SESSION_LENGTH_EXCEEDED -> "session_length_exceeded";
        };
    }

    /** What the participant's SDK was told, or found out. */
    private static @Nullable Integer errorCode(Reason reason) {
        return switch (reason) {
            case LEFT, REMOVED -> null;
            case ROOM_COMPLETED -> 53118;
            case SESSION_TIMEOUT -> 53002;
            case DUPLICATE_IDENTITY -> 53205;
            case SESSION_LENGTH_EXCEEDED -> 53216;
        };
    }
}
