package io.parley.signaling.room;

import io.parley.signaling.identifier.ParticipantSid;
import io.parley.signaling.message.Description;
import io.parley.signaling.message.PeerConnectionState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Every participant is connected with every other one directly; the server only relays.
 *
 * <p>Each client comes with one speculative peer connection, whose offer is already made. A newcomer's becomes the
 * pair with the one who has been there the longest; for the others it is asked for an offer each. Somebody who waited
 * alone has its own speculative one closed when the first pair arrives, since an idle peer connection would hide
 * failures of the others from the SDK (docs/signaling.md, "Setting up a pair").
 */
final class Mesh implements Topology {

    /** How often two participants get a new pair after theirs has failed; each failure takes a session timeout. */
    private static final int MAX_REPAIRS = 5;

    private record Couple(ParticipantSid one, ParticipantSid other) {
        boolean involves(ParticipantSid participant) {
            return one.equals(participant) || other.equals(participant);
        }
    }

    private final Supplier<String> ids;
    private final Set<ParticipantSid> members = new LinkedHashSet<>();
    /** Ids of peer connections that wait for a first partner. */
    private final Map<ParticipantSid, String> speculative = new HashMap<>();

    private final Map<String, Pair> pairs = new LinkedHashMap<>();
    private final Map<Couple, Integer> repairs = new HashMap<>();

    /** @param ids makes ids of peer connections that no other one has */
    Mesh(Supplier<String> ids) {
        this.ids = ids;
    }

    @Override
    public void join(ParticipantSid newcomer, List<PeerConnectionState> offered, Outlet outlet) {
        List<ParticipantSid> others = List.copyOf(members);
        members.add(newcomer);
        PeerConnectionState usable = firstUsable(offered);
        if (others.isEmpty()) {
            if (usable != null) {
                speculative.put(newcomer, usable.id());
            }
        } else {
            others.forEach(each -> closeSpeculative(each, outlet));
            connect(newcomer, others, usable, outlet);
        }
        closeUnused(newcomer, offered, usable, outlet);
    }

    private void connect(
            ParticipantSid newcomer, List<ParticipantSid> others, @Nullable PeerConnectionState usable, Outlet outlet) {
        int reused = usable == null ? 0 : 1;
        if (usable != null) {
            Pair pair = add(new Pair(usable.id(), newcomer, others.get(0)));
            relay(pair, newcomer, usable, outlet);
        }
        for (ParticipantSid each : others.subList(reused, others.size())) {
            askForOffer(newcomer, each, outlet);
        }
    }

    @Override
    public void receive(ParticipantSid sender, PeerConnectionState news, Outlet outlet) {
        Pair pair = pairs.get(news.id());
        if (pair == null || !pair.involves(sender)) {
            // Firefox sends candidates for peer connections that were closed or are not paired yet.
            return;
        }
        if (news.description() != null && news.description().type() == Description.Type.CLOSE) {
            replace(pair, sender, outlet);
        } else if (pair.stuck(sender, news.description())) {
            outlet.tell(sender, new PeerConnectionState(pair.id(), Description.close()));
            replace(pair, sender, outlet);
        } else {
            relay(pair, sender, news, outlet);
        }
    }

    @Override
    public void leave(ParticipantSid gone, Outlet outlet) {
        members.remove(gone);
        speculative.remove(gone);
        repairs.keySet().removeIf(couple -> couple.involves(gone));
        for (Pair pair : pairsOf(gone)) {
            pairs.remove(pair.id());
            outlet.tell(pair.partnerOf(gone), new PeerConnectionState(pair.id(), Description.close()));
        }
    }

    @Override
    public Resumption resume(ParticipantSid participant, Set<String> live, Outlet outlet) {
        for (Pair pair : pairsOf(participant)) {
            if (!live.contains(pair.id())) {
                renew(pair, participant, outlet);
            }
        }
        List<PeerConnectionState> states = new ArrayList<>();
        Set<ParticipantSid> anew = new HashSet<>();
        String waiting = speculative.get(participant);
        if (waiting != null) {
            states.add(new PeerConnectionState(waiting, null, null));
        }
        for (Pair pair : pairsOf(participant)) {
            boolean known = live.contains(pair.id());
            // A bare id would make the client create the peer connection, and perhaps offer before its partner does.
            pair.missedBy(participant).stream()
                    .filter(state -> known || state.description() != null)
                    .forEach(states::add);
            if (!known) {
                anew.add(pair.partnerOf(participant));
            }
        }
        return new Resumption(states, anew);
    }

    @Override
    public void restore(List<RoomSnapshot.Member> there, List<RoomSnapshot.Peers> peers) {
        there.forEach(member -> members.add(member.sid()));
        Set<Couple> connected = new HashSet<>();
        for (RoomSnapshot.Peers each : peers) {
            if (members.contains(each.offerer()) && members.contains(each.other())) {
                add(Pair.restored(each.peerConnection(), each.offerer(), each.other()));
                connected.add(new Couple(each.offerer(), each.other()));
            }
        }
        List<ParticipantSid> inOrder = List.copyOf(members);
        for (int newer = 1; newer < inOrder.size(); newer++) {
            for (ParticipantSid older : inOrder.subList(0, newer)) {
                ParticipantSid newcomer = inOrder.get(newer);
                if (!connected.contains(new Couple(newcomer, older))
                        && !connected.contains(new Couple(older, newcomer))) {
                    add(new Pair(ids.get(), newcomer, older));
                }
            }
        }
    }

    private List<Pair> pairsOf(ParticipantSid participant) {
        return pairs.values().stream()
                .filter(pair -> pair.involves(participant))
                .toList();
    }

    /** The first peer connection with an offer, if its id is new: ids come from clients, and may be anything. */
    private @Nullable PeerConnectionState firstUsable(List<PeerConnectionState> offered) {
        for (PeerConnectionState each : offered) {
            Description description = each.description();
            if (description != null
                    && description.type() == Description.Type.OFFER
                    && description.revision() > 0
                    && !pairs.containsKey(each.id())) {
                return each;
            }
        }
        return null;
    }

    private static void closeUnused(
            ParticipantSid newcomer,
            List<PeerConnectionState> offered,
            @Nullable PeerConnectionState used,
            Outlet outlet) {
        for (PeerConnectionState each : offered) {
            if (used == null || !each.id().equals(used.id())) {
                outlet.tell(newcomer, new PeerConnectionState(each.id(), Description.close()));
            }
        }
    }

    private void closeSpeculative(ParticipantSid participant, Outlet outlet) {
        String id = speculative.remove(participant);
        if (id != null) {
            outlet.tell(participant, new PeerConnectionState(id, Description.close()));
        }
    }

    /**
     * The participant who resumes does not have the pair's peer connection: it has never heard of it, or it has closed
     * it and the news got lost with the socket. An id that is closed is never opened again, so there is a new one.
     */
    private void renew(Pair pair, ParticipantSid resuming, Outlet outlet) {
        if (pair.knownTo(resuming)) {
            replace(pair, resuming, outlet);
        } else {
            drop(pair, resuming, outlet);
            askForOffer(pair.offerer(), pair.partnerOf(pair.offerer()), outlet);
        }
    }

    /** The pair is dead for {@code closer}: ICE could not be restored. Both get a new one. */
    private void replace(Pair pair, ParticipantSid closer, Outlet outlet) {
        drop(pair, closer, outlet);
        ParticipantSid partner = pair.partnerOf(closer);
        Couple couple = new Couple(pair.offerer(), pair.partnerOf(pair.offerer()));
        if (repairs.merge(couple, 1, Integer::sum) <= MAX_REPAIRS) {
            outlet.renewSubscriptions(closer, partner);
            askForOffer(couple.one(), couple.other(), outlet);
        }
    }

    private void drop(Pair pair, ParticipantSid closer, Outlet outlet) {
        pairs.remove(pair.id());
        if (pair.isEstablished()) {
            outlet.disconnected(pair.id());
        }
        outlet.tell(pair.partnerOf(closer), new PeerConnectionState(pair.id(), Description.close()));
    }

    private void askForOffer(ParticipantSid offerer, ParticipantSid other, Outlet outlet) {
        Pair pair = add(new Pair(ids.get(), offerer, other));
        outlet.tell(offerer, new PeerConnectionState(pair.id(), Description.createOffer(1)));
    }

    private Pair add(Pair pair) {
        pairs.put(pair.id(), pair);
        return pair;
    }

    private static void relay(Pair pair, ParticipantSid sender, PeerConnectionState news, Outlet outlet) {
        boolean established = pair.isEstablished();
        PeerConnectionState passed = pair.relay(sender, news);
        if (pair.isEstablished() && !established) {
            outlet.connected(pair.id(), pair.offerer(), pair.partnerOf(pair.offerer()));
        }
        if (passed != null) {
            outlet.tell(pair.partnerOf(sender), passed);
        }
    }
}
