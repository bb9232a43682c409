package io.parley.signaling.summary;

import io.parley.signaling.rest.Answer;
import io.parley.signaling.rest.Call;
import io.parley.signaling.rest.Endpoint;
import io.parley.signaling.rest.PagedQuery;
import io.parley.signaling.rest.Paging;
import io.parley.signaling.rest.Parameters;
import io.parley.signaling.rest.RestFailure;
import io.parley.signaling.rest.Texts;
import io.parley.signaling.store.Store;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** {@code /v1/Video/Rooms}: summaries of rooms and of participations, read from what the journal left. */
public final class SummariesResource {

    private static final String ROOM = RoomSummary.PATH + "/{RoomSid}";
    private static final String PARTICIPANTS = ROOM + "/Participants";
    private static final String PERMISSION = "/twilio/insights/read";
    private static final List<String> FILTERS =
            List.of("RoomType", "Codec", "RoomName", "CreatedAfter", "CreatedBefore");
    private static final List<String> CODECS = List.of("VP8", "H264", "VP9");
    private static final Duration RECENT = Duration.ofDays(1);
    private static final int MAX_NAME_CHARS = 128;

    private final Store store;
    private final InstantSource clock;

    public SummariesResource(Store store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    public List<Endpoint> endpoints() {
        return List.of(
                new Endpoint(HttpMethod.GET, RoomSummary.PATH, PERMISSION, this::rooms),
                new Endpoint(HttpMethod.GET, ROOM, PERMISSION, this::room),
                new Endpoint(HttpMethod.GET, PARTICIPANTS, PERMISSION, this::participants),
                new Endpoint(HttpMethod.GET, PARTICIPANTS + "/{ParticipantSid}", PERMISSION, this::participant));
    }

    private Future<Answer> rooms(Call call) {
        long now = clock.millis();
        Parameters parameters = call.parameters();
        PagedQuery query = new PagedQuery(RoomSummary.select(now), "created_at")
                .whereEqual("account_sid", call.accountSid())
                .whereEqual("unique_name", parameters.text("RoomName", MAX_NAME_CHARS));
        anyOf(query, "type = '%s'", "RoomType", parameters, RoomSummary.TYPES);
        anyOf(query, "profile like '%%\"%s\"%%'", "Codec", parameters, CODECS);
        Instant after = parameters.instant("CreatedAfter");
        Instant before = parameters.instant("CreatedBefore");
        query.created(after, before);
        if (FILTERS.stream().allMatch(name -> parameters.string(name) == null)) {
            query.where("ended_at >= :recent", "recent", now - RECENT.toMillis());
        }
        return query.answer(
                call, store, Paging.MAX_SIZE, RoomSummary.PATH, "rooms", row -> RoomSummary.json(call, row, now));
    }

    /** Keeps rows that satisfy {@code condition} for one of the values of a parameter, which are all {@code allowed}. */
    private static void anyOf(
            PagedQuery query, String condition, String name, Parameters parameters, List<String> allowed) {
        List<String> values = parameters.strings(name).stream().distinct().toList();
        if (!allowed.containsAll(values)) {
            throw RestFailure.invalidParameter(name + " is one of " + String.join(", ", allowed));
        }
        if (!values.isEmpty()) {
            List<String> each = values.stream()
                    .map(value -> condition.formatted(name.equals("RoomType") ? value.replace('_', '-') : value))
                    .toList();
            query.where("(" + String.join(" or ", each) + ")");
        }
    }

    private Future<Answer> room(Call call) {
        long now = clock.millis();
        String sid = variable(call, "RoomSid");
        return call.await(store.read(handle -> handle.createQuery(
                                RoomSummary.select(now) + " where sid = :sid and account_sid = :account")
                        .bind("sid", sid)
                        .bind("account", call.accountSid())
                        .map((row, context) -> RoomSummary.json(call, row, now))
                        .findOne()))
                .map(found -> Answer.ok(found.orElseThrow(() -> RestFailure.notFound(call))));
    }

    private Future<Answer> participants(Call call) {
        long now = clock.millis();
        String room = variable(call, "RoomSid");
        Paging paging = Paging.of(call, Paging.MAX_SIZE);
        PagedQuery query = new PagedQuery(ParticipantSummary.SELECT, "joined_at").whereEqual("room_sid", room);
        return call.await(store.read(handle -> {
                    requireRoom(handle, call, room);
                    return query.fetch(handle, paging, row -> ParticipantSummary.json(call, row, now));
                }))
                .map(rows -> Answer.ok(
                        paging.answer(call, RoomSummary.PATH + "/" + room + "/Participants", "participants", rows)));
    }

    private static void requireRoom(Handle handle, Call call, String room) {
        boolean found = handle.createQuery("select 1 from rooms where sid = :sid and account_sid = :account")
                .bind("sid", room)
                .bind("account", call.accountSid())
                .mapTo(Integer.class)
                .findOne()
                .isPresent();
        if (!found) {
            throw RestFailure.notFound(call);
        }
    }

    private Future<Answer> participant(Call call) {
        long now = clock.millis();
        String room = variable(call, "RoomSid");
        String sid = variable(call, "ParticipantSid");
        return call.await(store.read(handle -> handle.createQuery(ParticipantSummary.SELECT
                                + " where sid = :sid and room_sid = :room and account_sid = :account")
                        .bind("sid", sid)
                        .bind("room", room)
                        .bind("account", call.accountSid())
                        .map((row, context) -> ParticipantSummary.json(call, row, now))
                        .findOne()))
                .map(found -> Answer.ok(found.orElseThrow(() -> RestFailure.notFound(call))));
    }

    /** A variable of the path that may be a SID. */
    private static String variable(Call call, String name) {
        String value = call.variable(name);
        if (!Texts.isUnicode(value)) {
            throw RestFailure.notFound(call);
        }
        return value;
    }
}
