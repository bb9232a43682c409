package io.parley.signaling.rest;

import io.parley.signaling.identifier.ParticipantSid;
import io.parley.signaling.identifier.RoomSid;
import io.parley.signaling.rest.ParticipantTable.ParticipantRow;
import io.parley.signaling.room.RoomCommand;
import io.parley.signaling.room.RoomOutput.Outcome;
import io.parley.signaling.store.Store;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jdbi.v3.core.Handle;

/** {@code /v1/Rooms/{RoomSid}/Participants}. */
public final class ParticipantsResource {

    private static final String READ = "/twilio/video/participants/read";
    private static final String UPDATE = "/twilio/video/participants/update";
    private static final String LIST = "/v1/Rooms/{RoomSid}/Participants";
    private static final String ITEM = LIST + "/{ParticipantSid}";
    private static final Set<String> STATUSES = Set.of("connected", "reconnecting", "disconnected");

    private final Store store;
    private final RoomRequests rooms;
    private final BiConsumer<RoomSid, ParticipantSid> forget;

    /**
     * The resource.
     *
     * @param forget makes the identity of a participant forgotten; reads that come later see none of it
     */
    public ParticipantsResource(Store store, RoomRequests rooms, BiConsumer<RoomSid, ParticipantSid> forget) {
        this.store = store;
        this.rooms = rooms;
        this.forget = forget;
    }

    /** What can be done with participants. */
    public List<Endpoint> endpoints() {
        return List.of(
                new Endpoint(HttpMethod.GET, LIST, "/twilio/video/participants/list", this::list),
                new Endpoint(HttpMethod.GET, ITEM, READ, this::fetch),
                new Endpoint(HttpMethod.POST, ITEM, UPDATE, this::update),
                new Endpoint(HttpMethod.POST, ITEM + "/Anonymize", UPDATE, this::anonymize));
    }

    private Future<Answer> list(Call call) {
        Parameters parameters = call.parameters();
        String status = parameters.string("Status");
        if (status != null && !STATUSES.contains(status)) {
            throw RestFailure.invalid(53209, "Participant status is invalid");
        }
        Paging paging = Paging.of(call, Paging.MAX_SIZE);
        PagedQuery query = new PagedQuery("select * from participants", "joined_at")
                .whereEqual("status", status)
                .whereEqual("identity", parameters.string("Identity"))
                .dateCreated(parameters);
        return call.await(store.read(handle -> {
            RoomTable.RoomRow room = RoomTable.get(handle, call);
            query.whereEqual("room_sid", room.sid());
            if (status == null && room.isInProgress()) {
                query.where("status <> 'disconnected'");
            }
            List<Paging.Row> rows =
                    query.fetch(handle, paging, row -> ParticipantTable.json(call, ParticipantTable.read(row)));
            return Answer.ok(paging.answer(call, "/v1/Rooms/" + room.sid() + "/Participants", "participants", rows));
        }));
    }

    private Future<Answer> fetch(Call call) {
        return find(call).map(participant -> Answer.ok(ParticipantTable.json(call, participant)));
    }

    private Future<Answer> update(Call call) {
        String status = call.parameters().string("Status");
        return find(call).compose(participant -> {
            if (status == null) {
                return Future.succeededFuture(Answer.accepted(ParticipantTable.json(call, participant)));
            }
            if (!status.equals(ParticipantTable.DISCONNECTED) || participant.isGone()) {
                throw statusInvalid();
            }
            store.requireAvailable();
            RoomCommand.Remove remove =
                    new RoomCommand.Remove(new RoomSid(participant.roomSid()), new ParticipantSid(participant.sid()));
            return rooms.ask(remove).compose(outcome -> {
                if (outcome instanceof Outcome.Done) {
                    return reread(call, participant).map(gone -> Answer.accepted(ParticipantTable.json(call, gone)));
                }
                throw statusInvalid();
            });
        });
    }

    private static RestFailure statusInvalid() {
        return RestFailure.invalid(
                53209, "Participant status is invalid: a connected one can be disconnected, and nothing else");
    }

    private Future<Answer> anonymize(Call call) {
        return find(call).compose(participant -> {
            if (!participant.isGone()) {
                throw RestFailure.invalidParameter("A Participant who is connected cannot be anonymized");
            }
            store.requireAvailable();
            forget.accept(new RoomSid(participant.roomSid()), new ParticipantSid(participant.sid()));
            return reread(call, participant).map(nobody -> Answer.ok(ParticipantTable.anonymized(call, nobody)));
        });
    }

    private Future<ParticipantRow> find(Call call) {
        return call.await(store.read(handle -> ParticipantTable.get(handle, call, RoomTable.get(handle, call))));
    }

    private Future<ParticipantRow> reread(Call call, ParticipantRow participant) {
        return call.await(store.readBack(handle -> bySid(handle, participant.sid())));
    }

    private static ParticipantRow bySid(Handle handle, String sid) {
        return handle.select("select * from participants where sid = ?", sid)
                .map((row, context) -> ParticipantTable.read(row))
                .one();
    }
}
