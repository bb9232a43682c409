package io.parley.signaling.rest;

import io.parley.signaling.identifier.Sids;
import io.parley.signaling.journal.EventJson;
import io.parley.signaling.rest.RoomTable.RoomRow;
import io.parley.signaling.room.TrackRules;
import io.vertx.core.json.JsonObject;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Participants as the store has them, and as REST shows them. */
final class ParticipantTable {

    static final String DISCONNECTED = "disconnected";

    private ParticipantTable() {}

    /**
     * A participant.
     *
     * @param leftAt epoch milliseconds; null while it is in the room
     * @param subscribeRulesAt when its rules were changed, epoch milliseconds; null: never
     */
    record ParticipantRow(
            String sid,
            String roomSid,
            String accountSid,
            String identity,
            String status,
            long joinedAt,
            long updatedAt,
            @Nullable Long leftAt,
            TrackRules subscribeRules,
            @Nullable Long subscribeRulesAt) {

        boolean isGone() {
            return status.equals(DISCONNECTED);
        }
    }

    /** The participant of the path: by SID, or by identity while it is in the room; fails with 404. */
    static ParticipantRow get(Handle handle, Call call, RoomRow room) {
        String who = call.variable("ParticipantSid");
        boolean sid = Sids.matches(who, "PA");
        return handle.select(
                        "select * from participants where room_sid = ? and "
                                + (sid ? "sid = ?" : "identity = ? and status <> 'disconnected'"),
                        room.sid(),
                        who)
                .map((row, context) -> read(row))
                .findFirst()
                .orElseThrow(() -> RestFailure.notFound(call));
    }

    static ParticipantRow read(ResultSet row) throws SQLException {
        String rules = row.getString("subscribe_rules");
        return new ParticipantRow(
                row.getString("sid"),
                row.getString("room_sid"),
                row.getString("account_sid"),
                row.getString("identity"),
                row.getString("status"),
                row.getLong("joined_at"),
                row.getLong("updated_at"),
                RoomTable.nullableLong(row, "left_at"),
                rules == null ? TrackRules.ALL : EventJson.read(TrackRules.class, rules),
                RoomTable.nullableLong(row, "subscribe_rules_updated_at"));
    }

    static String path(ParticipantRow participant) {
        return "/v1/Rooms/" + participant.roomSid() + "/Participants/" + participant.sid();
    }

    static JsonObject json(Call call, ParticipantRow participant) {
        String url = call.url(path(participant));
        return core(participant)
                .put("url", url)
                .put(
                        "links",
                        new JsonObject()
                                .put("published_tracks", url + "/PublishedTracks")
                                .put("subscribed_tracks", url + "/SubscribedTracks")
                                .put("subscribe_rules", url + "/SubscribeRules")
                                .put("anonymize", url + "/Anonymize"));
    }

    /** Without links, as the answer to anonymizing has it. */
    static JsonObject anonymized(Call call, ParticipantRow participant) {
        return core(participant).put("url", call.url(path(participant) + "/Anonymize"));
    }

    private static JsonObject core(ParticipantRow participant) {
        return new JsonObject()
                .put("room_sid", participant.roomSid())
                .put("date_updated", Texts.date(participant.updatedAt()))
                .put("start_time", Texts.date(participant.joinedAt()))
                .put("account_sid", participant.accountSid())
                .put("sid", participant.sid())
                .put("date_created", Texts.date(participant.joinedAt()))
                .put("end_time", RoomTable.date(participant.leftAt()))
                .put("duration", RoomTable.seconds(participant.joinedAt(), participant.leftAt()))
                .put("status", participant.status())
                .put("identity", participant.identity());
    }
}
