package io.parley.signaling.room;

import io.parley.signaling.message.WireName;
import java.util.function.Supplier;

/** The kinds of rooms, and how many participants each can hold (docs/limits.md). */
public enum RoomType implements WireName {
    GROUP("group", 50),
    GROUP_SMALL("group-small", 4),
    PEER_TO_PEER("peer-to-peer", 10),
    GO("go", 2);

    private final String wireName;
    private final int maxParticipants;

    RoomType(String wireName, int maxParticipants) {
        this.wireName = wireName;
        this.maxParticipants = maxParticipants;
    }

    @Override
    public String wireName() {
        return wireName;
    }

    public int maxParticipants() {
        return maxParticipants;
    }

    /** Whether rules can choose what is subscribed to and recorded. */
    public boolean isGroup() {
        return this == GROUP || this == GROUP_SMALL;
    }

    /** How media flows in a room of this type. */
    Topology newTopology(Supplier<String> peerConnectionIds) {
        return new Mesh(peerConnectionIds);
    }
}
