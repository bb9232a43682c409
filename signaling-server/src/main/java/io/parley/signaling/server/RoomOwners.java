package io.parley.signaling.server;

import io.parley.signaling.rest.RestFailure;
import io.parley.signaling.rest.RoomRequests;
import io.parley.signaling.room.RoomCommand;
import io.parley.signaling.room.RoomOutput.Outcome;
import io.vertx.core.Future;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.Message;

/** Asks the owners of rooms over the event bus. */
final class RoomOwners implements RoomRequests {

    private static final DeliveryOptions COMMAND = LocalCodec.options(RoomCommand.class);

    private final EventBus eventBus;
    private final RoomDirectory directory;

    RoomOwners(EventBus eventBus, RoomDirectory directory) {
        this.eventBus = eventBus;
        this.directory = directory;
    }

    @Override
    public Future<Outcome> ask(RoomCommand.Request request) {
        String owner = request instanceof RoomCommand.Create create
                ? directory.ownerOfName(create.accountSid(), create.name())
                : directory.owner(((RoomCommand.ToRoom) request).room());
        return eventBus.<Outcome>request(owner, request, COMMAND)
                .map(Message::body)
                .recover(unreachable -> Future.failedFuture(new RestFailure(503, 20503, "Service Unavailable")));
    }
}
