package io.parley.signaling.room;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One end of a peer connection as the SDK keeps it (docs/signaling.md, "Negotiation"): the revision rules, the single
 * place for a queued description, yielding to a colliding offer, and cumulative candidates.
 *
 * <p>In place of SDP stands {@code ufrag;serial;track,track,…}.
 */
final class SimulatedPeerConnection {

    record Described(String type, long revision, @Nullable String sdp) {}

    record Ice(long revision, List<String> candidates, String ufrag, boolean complete) {}

    /** What the end of a peer connection needs of its client. */
    interface Owner {
        String newUfrag();

        Set<String> trackIds();

        void sendDescription(SimulatedPeerConnection from, Described description);

        /** Starts to gather for the fragment at hand, in its own time. */
        void gather(SimulatedPeerConnection from);

        /** Whether to make an offer of its own right after an answer, as for tracks that the answer had no room for. */
        boolean offersAfterAnswer();
    }

    final String id;
    private final Owner owner;
    private final boolean gathersAtOnce;
    long rev;
    long stable;
    boolean needsAnswer;
    boolean closed;
    /** The last local description, which {@code sync} repeats. */
    @Nullable
    Described local;

    String ufrag = "";
    List<String> candidates = new ArrayList<>();
    boolean complete;
    long iceRevision;
    /** The newest candidates could not be delivered, and nothing will repeat them. */
    boolean candidatesLost;

    String remoteUfrag = "";
    final Map<String, Ice> remoteIce = new HashMap<>();
    Set<String> remoteTracks = Set.of();

    private @Nullable Described queued;
    private boolean shouldOffer;
    private boolean restart;
    private String ufragBefore = "";
    private List<String> candidatesBefore = List.of();
    private boolean completeBefore;
    private int serial;

    SimulatedPeerConnection(String id, Owner owner, boolean gathersAtOnce) {
        this.id = id;
        this.owner = owner;
        this.gathersAtOnce = gathersAtOnce;
    }

    /** Makes an offer, now or once the one that is out has been answered. */
    void offer() {
        if (needsAnswer) {
            shouldOffer = true;
            return;
        }
        shouldOffer = false;
        rev++;
        needsAnswer = true;
        ufragBefore = ufrag;
        candidatesBefore = candidates;
        completeBefore = complete;
        boolean fresh = ufrag.isEmpty() || restart;
        if (fresh) {
            renewUfrag();
        }
        describe("offer", rev);
        if (fresh && gathersAtOnce) {
            owner.gather(this);
        }
    }

    void restartIce() {
        restart = true;
        offer();
    }

    void receive(Described description) {
        if (closed) {
            return;
        }
        switch (description.type()) {
            case "answer" -> answered(description);
            case "offer" -> offered(description);
            case "create-offer" -> asked(description);
            case "close" -> closed = true;
            default -> throw new IllegalStateException("no client knows " + description.type());
        }
    }

    void receive(Ice ice) {
        Ice known = remoteIce.get(ice.ufrag());
        if (known != null && known.revision() >= ice.revision()) {
            return;
        }
        if (known != null && known.candidates().size() > ice.candidates().size()) {
            ice = new Ice(ice.revision(), known.candidates(), ice.ufrag(), ice.complete());
        }
        remoteIce.put(ice.ufrag(), ice);
    }

    private void answered(Described answer) {
        if (!needsAnswer || answer.revision() != rev) {
            return;
        }
        stable = rev;
        needsAnswer = false;
        restart = false;
        apply(answer);
        if (!gathersAtOnce && !ufrag.equals(ufragBefore)) {
            owner.gather(this);
        }
        Described next = queued;
        queued = null;
        if (next != null) {
            receive(next);
        }
        if (shouldOffer && !needsAnswer) {
            offer();
        }
    }

    private void offered(Described offer) {
        if (offer.revision() <= stable) {
            return;
        }
        if (needsAnswer && stable == 0) {
            queued = offer;
            return;
        }
        boolean yields = needsAnswer;
        if (yields) {
            needsAnswer = false;
            ufrag = ufragBefore;
            candidates = candidatesBefore;
            complete = completeBefore;
        }
        answer(offer);
        if (yields || shouldOffer || owner.offersAfterAnswer()) {
            offer();
        }
    }

    private void answer(Described offer) {
        String before = remoteUfrag;
        rev = offer.revision();
        stable = offer.revision();
        apply(offer);
        boolean fresh = ufrag.isEmpty() || !remoteUfrag.equals(before);
        if (fresh) {
            renewUfrag();
        }
        describe("answer", offer.revision());
        if (fresh) {
            owner.gather(this);
        }
    }

    private void asked(Described createOffer) {
        if (createOffer.revision() <= stable) {
            return;
        }
        if (needsAnswer) {
            queued = createOffer;
            return;
        }
        rev = createOffer.revision();
        offer();
    }

    private void renewUfrag() {
        ufrag = owner.newUfrag();
        candidates = new ArrayList<>();
        complete = false;
        candidatesLost = false;
    }

    private void apply(Described remote) {
        String[] parts = String.valueOf(remote.sdp()).split(";", -1);
        remoteUfrag = parts[0];
        remoteTracks = new HashSet<>(List.of(parts[2].split(",", -1)));
    }

    private void describe(String type, long revision) {
        Described description =
                new Described(type, revision, ufrag + ";" + serial++ + ";" + String.join(",", owner.trackIds()));
        local = description;
        owner.sendDescription(this, description);
    }
}
