package io.parley.signaling.rest;

import io.parley.signaling.journal.EventJson;
import io.parley.signaling.room.RoomProfile;
import io.parley.signaling.room.RoomSettings;
import io.parley.signaling.room.RoomType;
import io.parley.signaling.room.Rooms;
import io.parley.signaling.room.TrackRules;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Rooms as the store has them, and as REST shows them. */
final class RoomTable {

    static final String IN_PROGRESS = "in-progress";
    static final String COMPLETED = "completed";

    private RoomTable() {}

    /**
     * A room.
     *
     * @param endedAt epoch milliseconds; null while in progress
     * @param recordingRulesAt when the rules were changed, epoch milliseconds; null: never
     */
    record RoomRow(
            String sid,
            String accountSid,
            String uniqueName,
            String status,
            boolean adHoc,
            RoomSettings settings,
            RoomProfile profile,
            long createdAt,
            long updatedAt,
            @Nullable Long endedAt,
            @Nullable TrackRules recordingRules,
            @Nullable Long recordingRulesAt) {

        boolean isInProgress() {
            return status.equals(IN_PROGRESS);
        }

        RoomType type() {
            return settings.type();
        }

        /** What is recorded: what was chosen last, at the creation, or by default. */
        TrackRules effectiveRecordingRules() {
            if (recordingRules != null) {
                return recordingRules;
            }
            if (profile.recordingRules() != null) {
                return profile.recordingRules();
            }
            return profile.recordParticipantsOnConnect() ? TrackRules.ALL : TrackRules.NONE;
        }
    }

    /** The room of the path: of the caller's account, by SID, or by name while in progress; fails with 404. */
    static RoomRow get(Handle handle, Call call) {
        String nameOrSid = call.variable("RoomSid");
        String condition = Rooms.sid(nameOrSid) == null ? "unique_name = ? and status = 'in-progress'" : "sid = ?";
        return handle.select("select * from rooms where account_sid = ? and " + condition, call.accountSid(), nameOrSid)
                .map((row, context) -> read(row))
                .findFirst()
                .orElseThrow(() -> RestFailure.notFound(call));
    }

    /** A room that is known to be there. */
    static RoomRow bySid(Handle handle, String sid) {
        return handle.select("select * from rooms where sid = ?", sid)
                .map((row, context) -> read(row))
                .one();
    }

    static RoomRow read(ResultSet row) throws SQLException {
        String rules = row.getString("recording_rules");
        return new RoomRow(
                row.getString("sid"),
                row.getString("account_sid"),
                row.getString("unique_name"),
                row.getString("status"),
                row.getInt("ad_hoc") == 1,
                EventJson.read(RoomSettings.class, row.getString("settings")),
                EventJson.read(RoomProfile.class, row.getString("profile")),
                row.getLong("created_at"),
                row.getLong("updated_at"),
                nullableLong(row, "ended_at"),
                rules == null ? null : EventJson.read(TrackRules.class, rules),
                nullableLong(row, "recording_rules_updated_at"));
    }

    static @Nullable Long nullableLong(ResultSet row, String column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? null : value;
    }

    /** Whole seconds from one moment to a later one that may not have come. */
    static @Nullable Long seconds(long from, @Nullable Long to) {
        return to == null ? null : Math.max(0, to - from) / 1000;
    }

    static @Nullable String date(@Nullable Long millis) {
        return millis == null ? null : Texts.date(millis);
    }

    static JsonObject json(Call call, RoomRow room) {
        String url = call.url("/v1/Rooms/" + room.sid());
        RoomSettings settings = room.settings();
        RoomProfile profile = room.profile();
        boolean group = room.type().isGroup();
        List<String> codecs = settings.audioOnly() ? List.of() : profile.videoCodecs();
        return new JsonObject()
                .put("account_sid", room.accountSid())
                .put("audio_only", settings.audioOnly())
                .put("date_created", Texts.date(room.createdAt()))
                .put("date_updated", Texts.date(room.updatedAt()))
                .put("duration", seconds(room.createdAt(), room.endedAt()))
                .put(
                        "empty_room_timeout",
                        room.adHoc() ? 0 : settings.emptyTimeout().toMinutes())
                .put("enable_turn", true)
                .put("end_time", date(room.endedAt()))
                .put("large_room", profile.largeRoom())
                .put(
                        "links",
                        new JsonObject()
                                .put("participants", url + "/Participants")
                                .put("recordings", url + "/Recordings")
                                .put("transcriptions", url + "/Transcriptions")
                                .put("recording_rules", url + "/RecordingRules"))
                .put("max_concurrent_published_tracks", group ? 170 : 0)
                .put(
                        "max_participant_duration",
                        settings.maxParticipantDuration().toSeconds())
                .put("max_participants", settings.maxParticipants())
                .put("media_region", group ? profile.mediaRegion() : null)
                .put("record_participants_on_connect", profile.recordParticipantsOnConnect())
                .put("sid", room.sid())
                .put("status", room.status())
                .put(
                        "status_callback",
                        profile.statusCallback() == null
                                ? null
                                : profile.statusCallback().url())
                .put(
                        "status_callback_method",
                        profile.statusCallback() == null
                                ? "POST"
                                : profile.statusCallback().method())
                .put("type", room.type().wireName())
                .put("unique_name", room.uniqueName())
                .put(
                        "unused_room_timeout",
                        room.adHoc() ? 0 : settings.unusedTimeout().toMinutes())
                .put("url", url)
                .put("video_codecs", new JsonArray(codecs));
    }
}
