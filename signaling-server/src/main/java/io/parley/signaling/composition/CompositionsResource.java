package io.parley.signaling.composition;

import io.parley.signaling.rest.Answer;
import io.parley.signaling.rest.Call;
import io.parley.signaling.rest.Endpoint;
import io.parley.signaling.rest.PagedQuery;
import io.parley.signaling.rest.Parameters;
import io.parley.signaling.rest.RestFailure;
import io.parley.signaling.rest.RoomLookup;
import io.parley.signaling.rest.Texts;
import io.parley.signaling.store.Store;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * {@code /v1/Compositions}. Nothing makes compositions yet: asking for one is refused, once all that is asked has been
 * checked. The rest works on what the table holds.
 */
public final class CompositionsResource {

    private static final String PATH = "/v1/Compositions";
    private static final String ITEM = PATH + "/{Sid}";
    private static final String LIST = "/twilio/video/compositions/list";
    private static final String READ = "/twilio/video/compositions/read";
    private static final int MAX_PAGE = 100;
    private static final String DELETED = "deleted";
    private static final List<String> STATUSES = List.of("enqueued", "processing", "completed", DELETED, "failed");

    private final Store store;
    private final InstantSource clock;

    public CompositionsResource(Store store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    public List<Endpoint> endpoints() {
        return List.of(
                new Endpoint(HttpMethod.GET, PATH, LIST, this::list),
                new Endpoint(HttpMethod.POST, PATH, "/twilio/video/compositions/create", this::create),
                new Endpoint(HttpMethod.GET, ITEM, READ, this::fetch),
                new Endpoint(HttpMethod.DELETE, ITEM, "/twilio/video/compositions/delete", this::delete),
                new Endpoint(HttpMethod.GET, ITEM + "/Media", READ, call -> {
                    throw RestFailure.notFound(call);
                }));
    }

    private Future<Answer> list(Call call) {
        Parameters parameters = call.parameters();
        String status = parameters.oneOf("Status", STATUSES);
        PagedQuery query = new PagedQuery("select * from compositions", "created_at")
                .whereEqual("account_sid", call.accountSid())
                .whereEqual("status", status)
                .whereEqual("room_sid", parameters.sid("RoomSid", "RM"))
                .dateCreated(parameters);
        if (status == null) {
            query.where("status <> :deleted", DELETED, DELETED);
        }
        return query.answer(call, store, MAX_PAGE, PATH, "compositions", row -> json(call, row));
    }

    private Future<Answer> create(Call call) {
        Parameters parameters = call.parameters();
        parameters.required("RoomSid");
        String room = String.valueOf(parameters.sid("RoomSid", "RM"));
        CompositionParameters.read(parameters).withSources();
        return call.await(store.read(handle -> Optional.ofNullable(RoomLookup.find(handle, call.accountSid(), room))))
                .map(found -> {
                    throw refusal(found);
                });
    }

    private static RestFailure refusal(Optional<RoomLookup.Found> room) {
        if (room.isEmpty()) {
            return RestFailure.invalidParameter("RoomSid names no room");
        }
        if (!room.get().isGroup()) {
            return RestFailure.invalid(53122, "Rooms of type " + room.get().type() + " are not recorded");
        }
        return RestFailure.invalidParameter("Compositions are not available on this server yet");
    }

    private Future<Answer> fetch(Call call) {
        return call.await(store.read(handle -> handle.createQuery(
                                "select * from compositions where sid = :sid and account_sid = :account")
                        .bind("sid", Items.sid(call))
                        .bind("account", call.accountSid())
                        .map((row, context) -> json(call, row))
                        .findOne()))
                .map(found -> Answer.ok(found.orElseThrow(() -> RestFailure.notFound(call))));
    }

    /** Deletes what is finished. What failed or is not finished has no media to be deleted. */
    private Future<Answer> delete(Call call) {
        long now = clock.millis();
        return call.await(store.write(handle -> {
                    String sid = Items.sid(call);
                    int changed = handle.execute(
                            "update compositions set status = 'deleted', deleted_at = ?, size = 0"
                                    + " where sid = ? and account_sid = ? and status = 'completed'",
                            now,
                            sid,
                            call.accountSid());
                    return changed > 0
                            ? Optional.of("completed")
                            : handle.createQuery(
                                            "select status from compositions where sid = :sid and account_sid = :account")
                                    .bind("sid", sid)
                                    .bind("account", call.accountSid())
                                    .mapTo(String.class)
                                    .findOne();
                }))
                .map(before -> {
                    String status = before.orElse(DELETED);
                    return switch (status) {
                        case DELETED -> throw RestFailure.notFound(call);
                        case "completed" -> Answer.deleted();
                        default ->
                            throw RestFailure.invalidParameter(
                                    "A composition that is " + status + " cannot be deleted");
                    };
                });
    }

    private static JsonObject json(Call call, ResultSet row) throws SQLException {
        String sid = row.getString("sid");
        String url = call.url(PATH + "/" + sid);
        return new JsonObject()
                .put("account_sid", row.getString("account_sid"))
                .put("status", row.getString("status"))
                .put("date_created", Texts.date(row.getLong("created_at")))
                .put("date_completed", Texts.dateOrNull(Items.nullableLong(row, "completed_at")))
                .put("date_deleted", Texts.dateOrNull(Items.nullableLong(row, "deleted_at")))
                .put("sid", sid)
                .put("room_sid", row.getString("room_sid"))
                .mergeIn(new JsonObject(row.getString("parameters")))
                .put("bitrate", row.getLong("bitrate"))
                .put("size", row.getLong("size"))
                .put("duration", row.getLong("duration"))
                .put("media_external_location", row.getString("media_external_location"))
                .put("url", url)
                .put("links", new JsonObject().put("media", url + "/Media"));
    }
}
