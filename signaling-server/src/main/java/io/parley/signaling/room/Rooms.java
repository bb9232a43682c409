package io.parley.signaling.room;

import io.parley.machine.Deadlines;
import io.parley.machine.Machine;
import io.parley.signaling.connection.ConnectionRef;
import io.parley.signaling.identifier.RoomSid;
import io.parley.signaling.identifier.Sids;
import io.parley.signaling.message.ErrorCode;
import io.parley.signaling.message.ServerMessage;
import io.parley.signaling.room.RoomOutput.Answer;
import io.parley.signaling.room.RoomOutput.Outcome;
import io.parley.signaling.room.RoomOutput.Send;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * The rooms of one owner: finds or makes the room that a command is for, and drops it once it has ended.
 *
 * <p>Everything about one room happens here and in {@link Room}, on one loop; two owners never share a room.
 */
public final class Rooms implements Machine<RoomCommand, RoomOutput> {

    private static final String SID_PREFIX = "RM";

    private record Entry(
            RoomSid sid, String accountSid, @Nullable String name, Room room) {}

    private final boolean adHocCreation;
    private final RoomSettings settings;
    private final RoomProfile profile;
    private final Sids sids;
    private final Map<RoomSid, Entry> rooms = new HashMap<>();
    private final Map<RoomName, Entry> byName = new HashMap<>();
    private final Map<ConnectionRef, Entry> byConnection = new HashMap<>();
    private final Deadlines<RoomSid> deadlines = new Deadlines<>();
    private final Queue<RoomOutput> outputs = new ArrayDeque<>();

    /**
     * No rooms yet.
     *
     * @param adHocCreation whether a client that joins a name without a room makes one
     * @param settings of rooms that are made so
     * @param profile of rooms that are made so
     */
    public Rooms(boolean adHocCreation, RoomSettings settings, RoomProfile profile, Sids sids) {
        this.adHocCreation = adHocCreation;
        this.settings = settings;
        this.profile = profile;
        this.sids = sids;
    }

    /** How many rooms there are. */
    public int size() {
        return rooms.size();
    }

    /** How many connections are tied to a room: one for each participant that is not reconnecting. */
    public int connections() {
        return byConnection.size();
    }

    /** The SID of the room in {@code nameOrSid}, or null when it is a name. */
    public static @Nullable RoomSid sid(String nameOrSid) {
        return Sids.matches(nameOrSid, SID_PREFIX) ? new RoomSid(nameOrSid) : null;
    }

    /** The room that a session is of, or null when {@code session} was not made here. */
    public static @Nullable RoomSid roomOf(String session) {
        int dot = session.indexOf('.');
        return dot < 0 ? null : sid(session.substring(0, dot));
    }

    @Override
    public void handle(long nowNanos, RoomCommand command) {
        if (command instanceof RoomCommand.Join join) {
            join(nowNanos, join);
        } else if (command instanceof RoomCommand.Resume resume) {
            resume(nowNanos, resume);
        } else if (command instanceof RoomCommand.FromParticipant known) {
            run(nowNanos, byConnection.get(known.connection()), command);
        } else if (command instanceof RoomCommand.Create create) {
            outputs.add(new Answer(create(nowNanos, create)));
        } else if (command instanceof RoomCommand.ToRoom request) {
            serve(nowNanos, request);
        } else {
            throw new IllegalStateException("no rule for " + command.getClass());
        }
        if (command instanceof RoomCommand.Leave || command instanceof RoomCommand.Lose) {
            byConnection.remove(((RoomCommand.FromParticipant) command).connection());
        }
    }

    @Override
    public void handleTimeout(long nowNanos) {
        for (RoomSid due = deadlines.pollDue(nowNanos); due != null; due = deadlines.pollDue(nowNanos)) {
            Entry entry = rooms.get(due);
            if (entry != null) {
                entry.room().handleTimeout(nowNanos);
                settle(nowNanos, entry);
            }
        }
    }

    @Override
    public @Nullable RoomOutput poll() {
        return outputs.poll();
    }

    @Override
    public long nextTimeoutNanos() {
        return deadlines.nextNanos();
    }

    private void join(long nowNanos, RoomCommand.Join join) {
        Entry entry = find(join);
        ErrorCode error = entry == null ? creationError(join) : accessError(join, entry);
        if (error != null) {
            reject(join.connection(), error);
            return;
        }
        run(nowNanos, entry == null ? create(nowNanos, join) : entry, join);
    }

    private @Nullable Entry find(RoomCommand.Join join) {
        if (join.room() == null) {
            return null;
        }
        RoomSid sid = sid(join.room());
        Entry entry = sid == null ? byName.get(new RoomName(join.accountSid(), join.room())) : rooms.get(sid);
        return entry != null && entry.accountSid().equals(join.accountSid()) ? entry : null;
    }

    private @Nullable ErrorCode creationError(RoomCommand.Join join) {
        if (join.grantedRoom() != null && !join.grantedRoom().equals(join.room())) {
            return ErrorCode.TOKEN_GRANTS_INVALID;
        }
        if (join.room() != null && sid(join.room()) != null) {
            return ErrorCode.ROOM_NOT_FOUND;
        }
        return adHocCreation ? null : ErrorCode.ROOM_CREATE_FAILED;
    }

    private static @Nullable ErrorCode accessError(RoomCommand.Join join, Entry entry) {
        String granted = join.grantedRoom();
        boolean allowed = granted == null
                || granted.equals(entry.name())
                || granted.equals(entry.sid().value());
        return allowed ? null : ErrorCode.TOKEN_GRANTS_INVALID;
    }

    private Outcome create(long nowNanos, RoomCommand.Create create) {
        if (create.name() != null && byName.containsKey(new RoomName(create.accountSid(), create.name()))) {
            return new Outcome.NameTaken();
        }
        Entry entry = add(sids.room(), create.accountSid(), create.name(), create.settings());
        entry.room().open(nowNanos, create.accountSid(), false, create.profile());
        settle(nowNanos, entry);
        return new Outcome.Done(entry.sid());
    }

    private Entry create(long nowNanos, RoomCommand.Join join) {
        Entry entry = add(sids.room(), join.accountSid(), join.room(), settings);
        entry.room().open(nowNanos, join.accountSid(), true, profile);
        return entry;
    }

    /** Goes on with a room that was there before a restart. */
    public void restore(long nowNanos, RoomSnapshot snapshot) {
        String name = snapshot.name().equals(snapshot.sid().value()) ? null : snapshot.name();
        Entry entry = add(snapshot.sid(), snapshot.accountSid(), name, snapshot.settings());
        entry.room().restore(nowNanos, snapshot);
        settle(nowNanos, entry);
    }

    private Entry add(RoomSid sid, String accountSid, @Nullable String name, RoomSettings settings) {
        Entry entry = new Entry(sid, accountSid, name, new Room(sid, name, settings, sids));
        rooms.put(sid, entry);
        if (name != null) {
            byName.put(new RoomName(accountSid, name), entry);
        }
        return entry;
    }

    private void serve(long nowNanos, RoomCommand.ToRoom request) {
        Entry entry = rooms.get(request.room());
        if (entry == null) {
            outputs.add(new Answer(new Outcome.NotThere()));
        } else {
            run(nowNanos, entry, request);
        }
    }

    private void resume(long nowNanos, RoomCommand.Resume resume) {
        RoomSid sid = roomOf(resume.session());
        Entry entry = sid == null ? null : rooms.get(sid);
        if (entry == null || !entry.accountSid().equals(resume.accountSid())) {
            reject(resume.connection(), ErrorCode.PARTICIPANT_NOT_FOUND);
            return;
        }
        run(nowNanos, entry, resume);
    }

    private void reject(ConnectionRef connection, ErrorCode error) {
        outputs.add(new Send(connection, new ServerMessage.Failure(error)));
    }

    /** Gives a command to its room; one that has no room any more comes too late and is dropped. */
    private void run(long nowNanos, @Nullable Entry entry, RoomCommand command) {
        if (entry != null) {
            entry.room().handle(nowNanos, command);
            settle(nowNanos, entry);
        }
    }

    private void settle(long nowNanos, Entry entry) {
        Room room = entry.room();
        if (room.nextTimeoutNanos() <= nowNanos) {
            room.handleTimeout(nowNanos);
        }
        for (RoomOutput output = room.poll(); output != null; output = room.poll()) {
            track(entry, output);
            outputs.add(output);
        }
        if (room.ended()) {
            drop(entry);
        } else {
            deadlines.set(entry.sid(), room.nextTimeoutNanos());
        }
    }

    /** Keeps {@link #byConnection} true: who is welcomed is tied to the room, who is sent off is not. */
    private void track(Entry entry, RoomOutput output) {
        if (output instanceof Send send) {
            ServerMessage message = send.message();
            if (message instanceof ServerMessage.Connected || message instanceof ServerMessage.Synced) {
                byConnection.put(send.to(), entry);
            } else if (message.endsSession()) {
                byConnection.remove(send.to());
            }
        } else if (output instanceof RoomOutput.Supersede supersede) {
            byConnection.remove(supersede.connection());
        }
    }

    private void drop(Entry entry) {
        rooms.remove(entry.sid());
        if (entry.name() != null) {
            byName.remove(new RoomName(entry.accountSid(), entry.name()));
        }
        deadlines.clear(entry.sid());
    }
}
