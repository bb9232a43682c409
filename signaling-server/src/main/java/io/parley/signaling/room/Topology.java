package io.parley.signaling.room;

import io.parley.signaling.identifier.ParticipantSid;
import io.parley.signaling.message.PeerConnectionState;
import java.util.List;
import java.util.Set;

/**
 * How media gets from participant to participant: the part of a room that differs between room types.
 *
 * <p>It negotiates peer connections and decides who can receive whom. It knows participants by SID only; that they are
 * in the room, connected or not, is the {@link Room}'s business.
 */
interface Topology {

    /** What a topology wants its room to do. */
    interface Outlet {

        /** Tell {@code to} about a peer connection; lost if it has no connection, as {@link #resume} repeats it. */
        void tell(ParticipantSid to, PeerConnectionState news);

        /** The media between the two has to be subscribed anew: what they receive of each other is dead. */
        void renewSubscriptions(ParticipantSid one, ParticipantSid other);

        /** The two have negotiated a peer connection for the first time. */
        void connected(String peerConnection, ParticipantSid offerer, ParticipantSid other);

        /** A peer connection is no more, though both its ends are still in the room. */
        void disconnected(String peerConnection);
    }

    /** Connects a newcomer with everybody; {@code offered} is what it came with. */
    void join(ParticipantSid newcomer, List<PeerConnectionState> offered, Outlet outlet);

    /** Takes in news from {@code sender} about a peer connection. */
    void receive(ParticipantSid sender, PeerConnectionState news, Outlet outlet);

    /** Takes down all that {@code gone} had. */
    void leave(ParticipantSid gone, Outlet outlet);

    /**
     * Goes on with a client that has been away.
     *
     * @param live ids of the peer connections that the client has
     */
    Resumption resume(ParticipantSid participant, Set<String> live, Outlet outlet);

    /** Takes up, before anything else, what was there before a restart: everybody is away, and has to resume. */
    void restore(List<RoomSnapshot.Member> members, List<RoomSnapshot.Peers> peers);

    /**
     * Where a client stands that has been away.
     *
     * @param states all peer connections of it that live on, each with what it may have missed
     * @param anew with whom it is connected anew: what it received of them before is dead
     */
    record Resumption(List<PeerConnectionState> states, Set<ParticipantSid> anew) {}
}
