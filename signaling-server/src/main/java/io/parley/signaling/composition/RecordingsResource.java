package io.parley.signaling.composition;

import io.parley.signaling.rest.Answer;
import io.parley.signaling.rest.Call;
import io.parley.signaling.rest.Endpoint;
import io.parley.signaling.rest.Paging;
import io.parley.signaling.rest.Parameters;
import io.parley.signaling.rest.RestFailure;
import io.parley.signaling.rest.RoomLookup;
import io.parley.signaling.rest.Texts;
import io.parley.signaling.store.Store;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.util.List;

/**
 * {@code /v1/Recordings}, and {@code /v1/Rooms/{RoomSid}/Recordings}. Nothing records yet: lists are empty, and there is
 * no recording to be fetched.
 */
public final class RecordingsResource {

    private static final String PATH = "/v1/Recordings";
    private static final String OF_ROOM = "/v1/Rooms/{RoomSid}/Recordings";
    private static final String LIST = "/twilio/video/recordings/list";
    private static final String READ = "/twilio/video/recordings/read";
    private static final String DELETE = "/twilio/video/recordings/delete";
    private static final int MAX_PAGE = 100;
    private static final List<String> STATUSES = List.of("processing", "completed", "deleted", "failed");
    private static final List<String> MEDIA_TYPES = List.of("audio", "video");

    private final Store store;

    public RecordingsResource(Store store) {
        this.store = store;
    }

    public List<Endpoint> endpoints() {
        return List.of(
                new Endpoint(HttpMethod.GET, PATH, LIST, this::list),
                new Endpoint(HttpMethod.GET, PATH + "/{Sid}", READ, this::none),
                new Endpoint(HttpMethod.DELETE, PATH + "/{Sid}", DELETE, this::none),
                new Endpoint(HttpMethod.GET, PATH + "/{Sid}/Media", READ, this::none),
                new Endpoint(HttpMethod.GET, OF_ROOM, LIST, this::listOfRoom),
                new Endpoint(HttpMethod.GET, OF_ROOM + "/{Sid}", READ, this::none),
                new Endpoint(HttpMethod.DELETE, OF_ROOM + "/{Sid}", DELETE, this::none),
                new Endpoint(HttpMethod.GET, OF_ROOM + "/{Sid}/Media", READ, this::none));
    }

    private Future<Answer> list(Call call) {
        Paging paging = Paging.of(call, MAX_PAGE);
        Parameters parameters = call.parameters();
        check(parameters);
        parameters.oneOf("MediaType", MEDIA_TYPES);
        for (String sid : parameters.strings("GroupingSid")) {
            if (!Texts.isSid(sid, "RM") && !Texts.isSid(sid, "PA")) {
                throw RestFailure.invalidParameter("GroupingSid is the SID of a room or of a participant");
            }
        }
        return Future.succeededFuture(Answer.ok(paging.answer(call, PATH, "recordings", List.of())));
    }

    private Future<Answer> listOfRoom(Call call) {
        Paging paging = Paging.of(call, Paging.MAX_SIZE);
        check(call.parameters());
        return call.await(store.read(handle -> RoomLookup.require(handle, call)))
                .map(room -> "/v1/Rooms/" + room.sid() + "/Recordings")
                .map(path -> Answer.ok(paging.answer(call, path, "recordings", List.of())));
    }

    private static void check(Parameters parameters) {
        parameters.oneOf("Status", STATUSES);
        parameters.sid("SourceSid", "MT");
        parameters.instant("DateCreatedAfter");
        parameters.instant("DateCreatedBefore");
    }

    private Future<Answer> none(Call call) {
        throw RestFailure.notFound(call);
    }
}
