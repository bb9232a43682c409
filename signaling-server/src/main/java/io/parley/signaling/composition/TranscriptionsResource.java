package io.parley.signaling.composition;

import io.parley.signaling.rest.Answer;
import io.parley.signaling.rest.Call;
import io.parley.signaling.rest.Endpoint;
import io.parley.signaling.rest.Paging;
import io.parley.signaling.rest.RestFailure;
import io.parley.signaling.rest.RoomLookup;
import io.parley.signaling.store.Store;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.util.List;

/**
 * {@code /v1/Rooms/{RoomSid}/Transcriptions}. There is no speech engine: the list is empty, and starting one is refused,
 * once what is asked has been checked.
 */
public final class TranscriptionsResource {

    private static final String PATH = "/v1/Rooms/{RoomSid}/Transcriptions";
    private static final String PERMISSION = "/twilio/video/transcriptions/";

    private final Store store;

    public TranscriptionsResource(Store store) {
        this.store = store;
    }

    public List<Endpoint> endpoints() {
        return List.of(
                new Endpoint(HttpMethod.GET, PATH, PERMISSION + "list", this::list),
                new Endpoint(HttpMethod.POST, PATH, PERMISSION + "create", this::start),
                new Endpoint(HttpMethod.GET, PATH + "/{Sid}", PERMISSION + "read", this::none),
                new Endpoint(HttpMethod.POST, PATH + "/{Sid}", PERMISSION + "update", this::none));
    }

    private Future<Answer> list(Call call) {
        Paging paging = Paging.of(call, Paging.MAX_SIZE);
        return call.await(store.read(handle -> RoomLookup.require(handle, call)))
                .map(room -> "/v1/Rooms/" + room.sid() + "/Transcriptions")
                .map(path -> Answer.ok(paging.answer(call, path, "transcriptions", List.of())));
    }

    private Future<Answer> start(Call call) {
        TranscriptionConfiguration.check("Configuration", call.parameters().string("Configuration"));
        return call.await(store.read(handle -> RoomLookup.require(handle, call)))
                .map(room -> {
                    if (!room.inProgress()) {
                        throw RestFailure.invalid(53112, "The room is not in progress");
                    }
                    throw RestFailure.invalid(53114, "Nothing can be transcribed: the server has no speech engine");
                });
    }

    private Future<Answer> none(Call call) {
        throw RestFailure.notFound(call);
    }
}
