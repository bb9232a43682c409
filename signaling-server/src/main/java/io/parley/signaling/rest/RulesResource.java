package io.parley.signaling.rest;

import io.parley.signaling.identifier.ParticipantSid;
import io.parley.signaling.identifier.RoomSid;
import io.parley.signaling.rest.ParticipantTable.ParticipantRow;
import io.parley.signaling.rest.RoomTable.RoomRow;
import io.parley.signaling.room.RoomCommand;
import io.parley.signaling.room.RoomOutput.Outcome;
import io.parley.signaling.room.TrackRules;
import io.parley.signaling.store.Store;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** {@code …/SubscribeRules} of a participant and {@code …/RecordingRules} of a room. */
public final class RulesResource {

    private static final String SUBSCRIBE = "/v1/Rooms/{RoomSid}/Participants/{ParticipantSid}/SubscribeRules";
    private static final String RECORDING = "/v1/Rooms/{RoomSid}/RecordingRules";

    private final Store store;
    private final RoomRequests rooms;

    public RulesResource(Store store, RoomRequests rooms) {
        this.store = store;
        this.rooms = rooms;
    }

    /** What can be done with rules. */
    public List<Endpoint> endpoints() {
        return List.of(
                new Endpoint(HttpMethod.GET, SUBSCRIBE, "/twilio/video/subscribe-rules/read", this::fetchSubscribe),
                new Endpoint(HttpMethod.POST, SUBSCRIBE, "/twilio/video/subscribe-rules/update", this::setSubscribe),
                new Endpoint(HttpMethod.GET, RECORDING, "/twilio/video/recording-rules/read", this::fetchRecording),
                new Endpoint(HttpMethod.POST, RECORDING, "/twilio/video/recording-rules/update", this::setRecording));
    }

    private Future<Answer> fetchSubscribe(Call call) {
        return call.await(store.read(handle -> subscriber(handle, call)))
                .map(participant -> Answer.ok(json(participant)));
    }

    private Future<Answer> setSubscribe(Call call) {
        return call.await(store.read(handle -> subscriber(handle, call))).compose(participant -> {
            TrackRules rules =
                    RulesReader.SUBSCRIBE.read("Rules", call.parameters().string("Rules"));
            RoomCommand.Request set = new RoomCommand.SetSubscribeRules(
                    new RoomSid(participant.roomSid()), new ParticipantSid(participant.sid()), rules);
            return ask(set, () -> RestFailure.notFound(call)).compose(done -> fetchSubscribe(call));
        });
    }

    private Future<Answer> fetchRecording(Call call) {
        return call.await(store.read(handle -> recordable(handle, call))).map(room -> Answer.ok(json(room)));
    }

    private Future<Answer> setRecording(Call call) {
        return call.await(store.read(handle -> recordable(handle, call))).compose(room -> {
            TrackRules rules =
                    RulesReader.RECORDING.read("Rules", call.parameters().string("Rules"));
            RoomCommand.Request set = new RoomCommand.SetRecordingRules(new RoomSid(room.sid()), rules);
            return ask(set, () -> RestFailure.invalid(53112, "Status is invalid: the Room is completed"))
                    .compose(done -> fetchRecording(call));
        });
    }

    private Future<Outcome> ask(RoomCommand.Request request, Supplier<RestFailure> otherwise) {
        store.requireAvailable();
        return rooms.ask(request).map(outcome -> {
            if (outcome instanceof Outcome.Done) {
                return outcome;
            }
            throw otherwise.get();
        });
    }

    private static ParticipantRow subscriber(Handle handle, Call call) {
        RoomRow room = RoomTable.get(handle, call);
        ParticipantRow participant = ParticipantTable.get(handle, call, room);
        if (!room.type().isGroup()) {
            throw RestFailure.invalid(53117, "The subscription operation requested is not supported for the Room type");
        }
        return participant;
    }

    private static RoomRow recordable(Handle handle, Call call) {
        RoomRow room = RoomTable.get(handle, call);
        if (!room.type().isGroup()) {
            throw RestFailure.invalid(53122, "The recording operation requested is not supported for the Room type");
        }
        return room;
    }

    private static JsonObject json(ParticipantRow participant) {
        return rules(participant.subscribeRules(), participant.subscribeRulesAt())
                .put("participant_sid", participant.sid())
                .put("room_sid", participant.roomSid());
    }

    private static JsonObject json(RoomRow room) {
        return rules(room.effectiveRecordingRules(), room.recordingRulesAt()).put("room_sid", room.sid());
    }

    private static JsonObject rules(TrackRules rules, @Nullable Long at) {
        return new JsonObject()
                .put("date_created", RoomTable.date(at))
                .put("date_updated", RoomTable.date(at))
                .put("rules", RulesWriter.write(rules));
    }
}
