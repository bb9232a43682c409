package io.parley.signaling.room;

import io.parley.signaling.identifier.ParticipantSid;
import io.parley.signaling.message.PeerConnectionState;
import io.parley.signaling.message.Published;
import io.parley.signaling.message.RemoteParticipant;
import io.parley.signaling.message.RoomState;
import io.parley.signaling.message.Subscribed;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What one input has changed, gathered so that each participant hears of all of it in one message. */
final class Changes {

    private final Map<ParticipantSid, RemoteParticipant> participants = new LinkedHashMap<>(2);
    private final Map<ParticipantSid, List<PeerConnectionState>> peerConnections = new LinkedHashMap<>(2);
    private final Set<ParticipantSid> verdicts = new HashSet<>(2);
    private final Set<ParticipantSid> subscribers = new HashSet<>(2);
    private boolean subscriptions;

    void participant(RemoteParticipant seen) {
        participants.put(seen.sid(), seen);
    }

    void peerConnection(ParticipantSid to, PeerConnectionState news) {
        peerConnections.computeIfAbsent(to, sid -> new ArrayList<>(2)).add(news);
    }

    void verdicts(ParticipantSid publisher) {
        verdicts.add(publisher);
    }

    void subscriptions() {
        subscriptions = true;
    }

    /** Only {@code subscriber} receives something else than before. */
    void subscriptionsOf(ParticipantSid subscriber) {
        subscribers.add(subscriber);
    }

    boolean changesSubscriptionsOf(ParticipantSid subscriber) {
        return subscriptions || subscribers.contains(subscriber);
    }

    /** News of peer connections for one who hears everything else in another way. */
    List<PeerConnectionState> peerConnectionsFor(ParticipantSid receiver) {
        return peerConnections.getOrDefault(receiver, List.of());
    }

    /** What {@code receiver} is to hear; {@code subscribed} is all it receives. */
    RoomState forReceiver(Participant receiver, Subscribed subscribed) {
        List<RemoteParticipant> others = participants.values().stream()
                .filter(seen -> !seen.sid().equals(receiver.sid))
                .toList();
        @Nullable Published published = verdicts.contains(receiver.sid) ? receiver.verdicts() : null;
        return new RoomState(
                others,
                peerConnectionsFor(receiver.sid),
                published,
                changesSubscriptionsOf(receiver.sid) ? subscribed : null);
    }

    boolean isEmpty() {
        return participants.isEmpty()
                && peerConnections.isEmpty()
                && verdicts.isEmpty()
                && subscribers.isEmpty()
                && !subscriptions;
    }
}
