package io.parley.signaling.rest;

import io.parley.signaling.message.TrackKind;
import io.parley.signaling.message.WireName;
import io.parley.signaling.rest.ParticipantTable.ParticipantRow;
import io.parley.signaling.rest.RoomTable.RoomRow;
import io.parley.signaling.room.TrackRule;
import io.parley.signaling.store.Store;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** {@code …/PublishedTracks} and {@code …/SubscribedTracks} of a participant: what it sends and gets right now. */
public final class TracksResource {

    private static final String READ = "/twilio/video/participants/read";
    private static final String PARTICIPANT = "/v1/Rooms/{RoomSid}/Participants/{ParticipantSid}";
    private static final String PUBLISHED = PARTICIPANT + "/PublishedTracks";
    private static final String SUBSCRIBED = PARTICIPANT + "/SubscribedTracks";

    private final Store store;

    public TracksResource(Store store) {
        this.store = store;
    }

    private record TrackRow(
            String sid,
            String roomSid,
            String publisherSid,
            String publisherIdentity,
            TrackKind kind,
            String name,
            boolean enabled,
            long publishedAt,
            @Nullable Long updatedAt) {

        static TrackRow read(ResultSet row) throws SQLException {
            return new TrackRow(
                    row.getString("sid"),
                    row.getString("room_sid"),
                    row.getString("participant_sid"),
                    row.getString("identity"),
                    Objects.requireNonNull(WireName.find(TrackKind.values(), row.getString("kind"))),
                    row.getString("name"),
                    row.getInt("enabled") == 1,
                    row.getLong("published_at"),
                    RoomTable.nullableLong(row, "updated_at"));
        }

        JsonObject json() {
            return new JsonObject()
                    .put("room_sid", roomSid)
                    .put("sid", sid)
                    .put("date_created", Texts.date(publishedAt))
                    .put("date_updated", RoomTable.date(updatedAt))
                    .put("name", name)
                    .put("kind", kind.wireName())
                    .put("enabled", enabled);
        }

        TrackRule.Track asSeenByRules() {
            return new TrackRule.Track(sid, name, kind, publisherSid, publisherIdentity);
        }
    }

    private record Scene(RoomRow room, ParticipantRow participant, List<TrackRow> tracks) {

        String path(String list) {
            return ParticipantTable.path(participant) + list;
        }
    }

    /** What can be asked of tracks. */
    public List<Endpoint> endpoints() {
        return List.of(
                new Endpoint(HttpMethod.GET, PUBLISHED, READ, this::listPublished),
                new Endpoint(HttpMethod.GET, PUBLISHED + "/{TrackSid}", READ, this::fetchPublished),
                new Endpoint(HttpMethod.GET, SUBSCRIBED, READ, this::listSubscribed),
                new Endpoint(HttpMethod.GET, SUBSCRIBED + "/{TrackSid}", READ, this::fetchSubscribed));
    }

    private Future<Answer> listPublished(Call call) {
        return list(call, "/PublishedTracks", "published_tracks", this::published);
    }

    private Future<Answer> listSubscribed(Call call) {
        return list(call, "/SubscribedTracks", "subscribed_tracks", this::subscribed);
    }

    private Future<Answer> fetchPublished(Call call) {
        String which = call.variable("TrackSid");
        return call.await(store.read(handle -> published(handle, call)))
                .map(scene -> scene.tracks().stream()
                        .filter(track ->
                                track.sid().equals(which) || track.name().equals(which))
                        .findFirst()
                        .map(track -> Answer.ok(json(call, scene, "/PublishedTracks", track)))
                        .orElseThrow(() -> RestFailure.notFound(call)));
    }

    private Future<Answer> fetchSubscribed(Call call) {
        String which = call.variable("TrackSid");
        return call.await(store.read(handle -> subscribed(handle, call)))
                .map(scene -> scene.tracks().stream()
                        .filter(track -> track.sid().equals(which))
                        .findFirst()
                        .map(track -> Answer.ok(json(call, scene, "/SubscribedTracks", track)))
                        .orElseThrow(() -> RestFailure.notFound(call)));
    }

    private interface Selection {
        Scene select(Handle handle, Call call);
    }

    private Future<Answer> list(Call call, String list, String key, Selection selection) {
        Paging paging = Paging.of(call, Paging.MAX_SIZE);
        return call.await(store.read(handle -> selection.select(handle, call))).map(scene -> {
            List<Paging.Row> rows = scene.tracks().stream()
                    .map(track -> new Paging.Row(
                            new Paging.Cursor(track.publishedAt(), track.sid()), json(call, scene, list, track)))
                    .filter(row -> paging.follows(row.cursor()))
                    .skip(paging.offset())
                    .limit(paging.limit())
                    .toList();
            return Answer.ok(paging.answer(call, scene.path(list), key, rows));
        });
    }

    private static JsonObject json(Call call, Scene scene, String list, TrackRow track) {
        JsonObject json = track.json()
                .put("participant_sid", scene.participant().sid())
                .put("url", call.url(scene.path(list) + "/" + track.sid()));
        return list.equals("/SubscribedTracks") ? json.put("publisher_sid", track.publisherSid()) : json;
    }

    private Scene published(Handle handle, Call call) {
        RoomRow room = RoomTable.get(handle, call);
        ParticipantRow participant = ParticipantTable.get(handle, call, room);
        List<TrackRow> tracks = tracks(handle, room).stream()
                .filter(track -> track.publisherSid().equals(participant.sid()))
                .toList();
        return new Scene(room, participant, tracks);
    }

    private Scene subscribed(Handle handle, Call call) {
        RoomRow room = RoomTable.get(handle, call);
        ParticipantRow participant = ParticipantTable.get(handle, call, room);
        if (participant.isGone()) {
            return new Scene(room, participant, List.of());
        }
        List<TrackRow> tracks = tracks(handle, room).stream()
                .filter(track -> !track.publisherSid().equals(participant.sid()))
                .filter(track -> participant.subscribeRules().select(track.asSeenByRules()))
                .toList();
        return new Scene(room, participant, tracks);
    }

    /** Everything published in the room right now, newest first. */
    private static List<TrackRow> tracks(Handle handle, RoomRow room) {
        return handle.select("""
                        select tracks.*, participants.identity from tracks
                        join participants on participants.sid = tracks.participant_sid
                        where tracks.room_sid = ? and tracks.unpublished_at is null
                        order by tracks.published_at desc, tracks.sid desc""", room.sid())
                .map((row, context) -> TrackRow.read(row))
                .list();
    }
}
