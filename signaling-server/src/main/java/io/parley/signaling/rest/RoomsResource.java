package io.parley.signaling.rest;

import io.parley.signaling.identifier.RoomSid;
import io.parley.signaling.room.RoomCommand;
import io.parley.signaling.room.RoomOutput.Outcome;
import io.parley.signaling.room.RoomSettings;
import io.parley.signaling.room.StatusCallback;
import io.parley.signaling.store.Store;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code /v1/Rooms}. */
public final class RoomsResource {

    private static final String READ = "/twilio/video/rooms/read";
    private static final String LIST = "/v1/Rooms";
    private static final String ITEM = "/v1/Rooms/{RoomSid}";

    private final Store store;
    private final RoomRequests rooms;
    private final RoomSettings defaults;
    private final @Nullable StatusCallback defaultCallback;

    /**
     * The resource.
     *
     * @param defaults for what cannot be asked for over REST
     * @param defaultCallback of rooms that ask for none; null: none
     */
    public RoomsResource(
            Store store, RoomRequests rooms, RoomSettings defaults, @Nullable StatusCallback defaultCallback) {
        this.store = store;
        this.rooms = rooms;
        this.defaults = defaults;
        this.defaultCallback = defaultCallback;
    }

    /** What can be done with rooms. */
    public List<Endpoint> endpoints() {
        return List.of(
                new Endpoint(HttpMethod.POST, LIST, "/twilio/video/rooms/create", this::create),
                new Endpoint(HttpMethod.GET, LIST, "/twilio/video/rooms/list", this::list),
                new Endpoint(HttpMethod.GET, ITEM, READ, this::fetch),
                new Endpoint(HttpMethod.POST, ITEM, "/twilio/video/rooms/update", this::update));
    }

    private Future<Answer> create(Call call) {
        RoomCommand.Create create =
                new RoomParameters(defaults, defaultCallback, call.parameters()).read(call.accountSid());
        store.requireAvailable();
        return rooms.ask(create).compose(outcome -> {
            if (outcome instanceof Outcome.Done done) {
                return show(call, done.room(), 201);
            }
            throw RestFailure.invalid(53113, "Room exists");
        });
    }

    private Future<Answer> list(Call call) {
        Parameters parameters = call.parameters();
        String status = parameters.string("Status");
        if (status != null && !status.equals(RoomTable.IN_PROGRESS) && !status.equals(RoomTable.COMPLETED)) {
            throw RestFailure.invalid(53112, "Status is invalid: in-progress or completed");
        }
        return new PagedQuery("select * from rooms", "created_at")
                .whereEqual("account_sid", call.accountSid())
                .whereEqual("status", status == null ? RoomTable.IN_PROGRESS : status)
                .whereEqual("unique_name", parameters.string("UniqueName"))
                .dateCreated(parameters)
                .answer(call, store, Paging.MAX_SIZE, LIST, "rooms", row -> RoomTable.json(call, RoomTable.read(row)));
    }

    private Future<Answer> fetch(Call call) {
        return call.await(store.read(handle -> RoomTable.get(handle, call)))
                .map(room -> Answer.ok(RoomTable.json(call, room)));
    }

    private Future<Answer> update(Call call) {
        String status = call.parameters().string("Status");
        return call.await(store.read(handle -> RoomTable.get(handle, call))).compose(room -> {
            if (!RoomTable.COMPLETED.equals(status) || !room.isInProgress()) {
                throw statusInvalid();
            }
            store.requireAvailable();
            RoomSid sid = new RoomSid(room.sid());
            return rooms.ask(new RoomCommand.Complete(sid)).compose(outcome -> {
                if (outcome instanceof Outcome.Done) {
                    return show(call, sid, 202);
                }
                throw statusInvalid();
            });
        });
    }

    private static RestFailure statusInvalid() {
        return RestFailure.invalid(53112, "Status is invalid: a Room in progress can be completed, and nothing else");
    }

    private Future<Answer> show(Call call, RoomSid sid, int status) {
        return call.await(store.readBack(handle -> RoomTable.bySid(handle, sid.value())))
                .map(room -> new Answer(status, RoomTable.json(call, room), Map.of()));
    }
}
