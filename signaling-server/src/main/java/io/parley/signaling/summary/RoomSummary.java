package io.parley.signaling.summary;

import io.parley.signaling.journal.EventJson;
import io.parley.signaling.rest.Call;
import io.parley.signaling.rest.Texts;
import io.parley.signaling.room.RoomProfile;
import io.parley.signaling.room.RoomSettings;
import io.parley.signaling.room.TrackRule;
import io.parley.signaling.room.TrackRules;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One room as insights show it. In words of several parts they have underscores where rooms have hyphens. */
final class RoomSummary {

    static final String PATH = "/v1/Video/Rooms";

    /** The types as filters name them. */
    static final List<String> TYPES = List.of("go", "peer_to_peer", "group", "group_small");

    private RoomSummary() {}

    /** Selects rooms with what is counted of their participants; {@code nowMillis} is the end of what has none yet. */
    static String select(long nowMillis) {
        return """
                select rooms.*,
                  (select count(*) from participants where room_sid = rooms.sid) as participations,
                  (select count(distinct identity) from participants where room_sid = rooms.sid) as identities,
                  (select count(*) from participants
                    where room_sid = rooms.sid and participants.status <> 'disconnected') as present,
                  (select coalesce(sum(coalesce(left_at, %d) - joined_at), 0) from participants
                    where room_sid = rooms.sid) as stayed
                from rooms""".formatted(nowMillis);
    }

    static JsonObject json(Call call, ResultSet row, long nowMillis) throws SQLException {
        String sid = row.getString("sid");
        String url = call.url(PATH + "/" + sid);
        long createdAt = row.getLong("created_at");
        Long endedAt = nullableLong(row, "ended_at");
        boolean completed = row.getString("status").equals("completed");
        RoomSettings settings = EventJson.read(RoomSettings.class, row.getString("settings"));
        RoomProfile profile = EventJson.read(RoomProfile.class, row.getString("profile"));
        return new JsonObject()
                .put("account_sid", row.getString("account_sid"))
                .put("room_sid", sid)
                .put("room_name", row.getString("unique_name"))
                .put("create_time", Texts.date(createdAt))
                .put("end_time", Texts.dateOrNull(endedAt))
                .put("room_type", underscored(row.getString("type")))
                .put("room_status", underscored(row.getString("status")))
                .put("status_callback", row.getString("status_callback"))
                .put("status_callback_method", row.getString("status_callback_method"))
                .put("created_method", row.getInt("ad_hoc") != 0 ? "ad_hoc" : "api")
                .put("end_reason", endReason(row.getString("end_reason")))
                .put("max_participants", settings.maxParticipants())
                .put("unique_participants", row.getLong("participations"))
                .put("unique_participant_identities", row.getLong("identities"))
                .put("concurrent_participants", row.getLong("present"))
                .put("max_concurrent_participants", row.getLong("max_concurrent"))
                .put("codecs", new JsonArray(profile.videoCodecs()))
                .put("media_region", profile.mediaRegion())
                .put("duration_sec", seconds((endedAt == null ? nowMillis : endedAt) - createdAt))
                .put("total_participant_duration_sec", seconds(row.getLong("stayed")))
                .put("total_recording_duration_sec", 0)
                .put("processing_state", completed ? "complete" : "in_progress")
                .put("recording_enabled", records(profile, row.getString("recording_rules")))
                .put("edge_location", null)
                .put("url", url)
                .put("links", new JsonObject().put("participants", url + "/Participants"));
    }

    /** Whether anything was to be recorded. */
    private static boolean records(RoomProfile profile, @Nullable String chosen) {
        TrackRules rules = chosen == null ? profile.recordingRules() : EventJson.read(TrackRules.class, chosen);
        return rules == null
                ? profile.recordParticipantsOnConnect()
                : rules.rules().stream().anyMatch(TrackRule::include);
    }

    private static @Nullable String endReason(@Nullable String reason) {
        if (reason == null) {
            return null;
        }
        return reason.equals("COMPLETED") ? "room_ended_via_api" : "timeout";
    }

    static String underscored(String word) {
        return word.replace('-', '_');
    }

    static long seconds(long millis) {
        return Math.max(0, millis) / 1_000;
    }

    static @Nullable Long nullableLong(ResultSet row, String column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? null : value;
    }
}
