package io.parley.signaling.rest;

import io.parley.signaling.room.RoomCommand;
import io.parley.signaling.room.RoomOutput.Outcome;
import io.vertx.core.Future;

/** The way from the REST interface to rooms in progress. */
@FunctionalInterface
public interface RoomRequests {

    /** Asks the owner of the room; completes once it is done, and its events are on their way to the journal. */
    Future<Outcome> ask(RoomCommand.Request request);
}
