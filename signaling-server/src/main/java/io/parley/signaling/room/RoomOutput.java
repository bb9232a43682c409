package io.parley.signaling.room;

import io.parley.signaling.connection.ConnectionRef;
import io.parley.signaling.identifier.RoomSid;
import io.parley.signaling.message.ServerMessage;

/** What a room wants done. */
public sealed interface RoomOutput {

    /** Give this to the client behind {@code to}. */
    record Send(ConnectionRef to, ServerMessage message) implements RoomOutput {}

    /** The session of {@code connection} goes on over another one: let go of it. */
    record Supersede(ConnectionRef connection) implements RoomOutput {}

    /** Something happened that others may want to know of. */
    record Emit(RoomEvent event) implements RoomOutput {}

    /** Answers the {@link RoomCommand.Request} that was handled last; its events come before. */
    record Answer(Outcome outcome) implements RoomOutput {}

    /** What came of a request. */
    sealed interface Outcome {

        /** It was done to the room, or in it. */
        record Done(RoomSid room) implements Outcome {}

        /** There is no such room or participant any more. */
        record NotThere() implements Outcome {}

        /** A room of that name is in progress. */
        record NameTaken() implements Outcome {}
    }
}
