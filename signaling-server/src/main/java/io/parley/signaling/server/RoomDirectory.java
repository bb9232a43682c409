package io.parley.signaling.server;

import io.parley.signaling.identifier.RoomSid;
import io.parley.signaling.room.RoomCommand;
import io.parley.signaling.room.RoomHistory;
import io.parley.signaling.room.Rooms;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * Which loop owns which room, on one node: a name always belongs to the same loop, so that two clients that create it
 * at once meet there, and a SID is looked up.
 */
final class RoomDirectory {

    private final List<String> owners;
    private final Map<RoomSid, String> bySid = new ConcurrentHashMap<>();

    /** @param owners event bus addresses of the loops that own rooms */
    RoomDirectory(List<String> owners) {
        this.owners = List.copyOf(owners);
    }

    /** The owner to ask. One for a room that does not exist will say so. */
    Future<String> owner(RoomCommand command) {
        if (command instanceof RoomCommand.Join join) {
            RoomSid sid = join.room() == null ? null : Rooms.sid(join.room());
            return Future.succeededFuture(sid == null ? ownerOfName(join.accountSid(), join.room()) : owner(sid));
        }
        RoomSid sid = command instanceof RoomCommand.Resume resume ? Rooms.roomOf(resume.session()) : null;
        return Future.succeededFuture(sid == null ? owners.get(0) : owner(sid));
    }

    /** The owner of the room, or one that will say that there is no such room. */
    String owner(RoomSid sid) {
        return bySid.getOrDefault(sid, owners.get(0));
    }

    void opened(RoomSid room, String owner) {
        bySid.put(room, owner);
    }

    /** Finds an owner for a room that was there before a restart, and remembers it. */
    String reopened(RoomHistory room) {
        String owner = ownerOfName(room.accountSid(), room.name());
        bySid.put(room.sid(), owner);
        return owner;
    }

    void ended(RoomSid room) {
        bySid.remove(room);
    }

    /** Who owns the room of that name, or is to make it; any for a room without one. */
    String ownerOfName(String accountSid, @Nullable String name) {
        int index = name == null
                ? ThreadLocalRandom.current().nextInt(owners.size())
                : Math.floorMod(31 * accountSid.hashCode() + name.hashCode(), owners.size());
        return owners.get(index);
    }
}
