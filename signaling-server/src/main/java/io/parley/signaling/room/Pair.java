package io.parley.signaling.room;

import io.parley.signaling.identifier.ParticipantSid;
import io.parley.signaling.message.Description;
import io.parley.signaling.message.IceCandidates;
import io.parley.signaling.message.PeerConnectionState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One peer connection between two participants, relayed by the server (docs/signaling.md, "Relay").
 *
 * <p>Arbitrates glare: of two colliding offers the first goes through. The sender of the second yields to the offer it
 * gets and makes its own again, so dropping it loses nothing. An offer whose sender has answered the pending one does go
 * through: that answer got lost with a socket, and the partner yields.
 */
final class Pair {

    private static final class Side {

        final ParticipantSid participant;

        @Nullable
        IceCandidates ice;
        /** The answer that completed the last exchange, if this side made it. */
        @Nullable
        Description lastAnswer;
        /** Something has come from this side, so its client has this peer connection, or has closed it. */
        boolean spoke;

        Side(ParticipantSid participant) {
            this.participant = participant;
        }
    }

    private record PendingOffer(Side sender, Description offer) {}

    /** A first offer has revision 1, or 2 when it was asked for. */
    private static final long LAST_FIRST_REVISION = 2;

    private final String id;
    private final Side offerer;
    private final Side other;
    /** Revision of the last completed exchange. */
    private long stable;

    private int exchanges;
    /** Until the first exchange after a restart; until then {@link #stable} is not known. */
    private boolean restored;

    private @Nullable PendingOffer pending;

    /**
     * A new pair.
     *
     * @param offerer who makes the first offer; the other must not, or both would wait for each other
     */
    Pair(String id, ParticipantSid offerer, ParticipantSid other) {
        this.id = id;
        this.offerer = new Side(offerer);
        this.other = new Side(other);
    }

    /**
     * One that was established before a restart. How far it has got is not known any more; what both ends tell when they
     * resume gives it back, and what an end has heard before it passes over by its revision.
     */
    static Pair restored(String id, ParticipantSid offerer, ParticipantSid other) {
        Pair pair = new Pair(id, offerer, other);
        pair.exchanges = 1;
        pair.restored = true;
        pair.offerer.spoke = true;
        pair.other.spoke = true;
        return pair;
    }

    /** Whether an offer has been answered. */
    boolean isEstablished() {
        return exchanges > 0;
    }

    String id() {
        return id;
    }

    ParticipantSid offerer() {
        return offerer.participant;
    }

    ParticipantSid partnerOf(ParticipantSid participant) {
        return partner(side(participant)).participant;
    }

    boolean involves(ParticipantSid participant) {
        return offerer.participant.equals(participant) || other.participant.equals(participant);
    }

    /** Takes in what {@code sender} says, and returns what its partner is to hear of it: possibly nothing. */
    @Nullable
    PeerConnectionState relay(ParticipantSid sender, PeerConnectionState news) {
        Side from = side(sender);
        from.spoke = true;
        IceCandidates ice = news.ice();
        if (ice != null) {
            from.ice = from.ice == null ? ice : from.ice.merge(ice);
        }
        Description description = news.description();
        Description passed = description != null && accepts(from, description) ? description : null;
        return passed == null && ice == null ? null : new PeerConnectionState(id, passed, ice);
    }

    /** Whether the client of {@code participant} must have this peer connection, unless it has closed it. */
    boolean knownTo(ParticipantSid participant) {
        return side(participant).spoke;
    }

    /**
     * Whether {@code offer} shows that the first exchange can never end: one end goes on from an answer that got lost
     * with its socket, and the other queues offers until it gets that answer.
     */
    boolean stuck(ParticipantSid sender, @Nullable Description offer) {
        Side from = side(sender);
        if (offer == null || offer.type() != Description.Type.OFFER || pending == null || pending.sender() == from) {
            return false;
        }
        if (restored) {
            long lower = Math.min(offer.revision(), pending.offer().revision());
            return offer.revision() != pending.offer().revision() && lower <= LAST_FIRST_REVISION;
        }
        return exchanges == 0 && answeredUnheard(from, offer);
    }

    /** An offer above the one it has to answer: only who has answered that one counts further. */
    private boolean answeredUnheard(Side from, Description offer) {
        return pending != null
                && pending.sender() != from
                && offer.type() == Description.Type.OFFER
                && offer.revision() > pending.offer().revision();
    }

    /** What {@code participant} may have missed: sent again it does no harm, its revision gives it away. */
    List<PeerConnectionState> missedBy(ParticipantSid participant) {
        Side mine = side(participant);
        Side theirs = partner(mine);
        PeerConnectionState newest = new PeerConnectionState(id, missedDescription(mine, theirs), theirs.ice);
        // In its first exchange a client queues an offer until it has the answer to its own. Later it yields.
        return exchanges == 1 && pending != null && pending.sender() == theirs && theirs.lastAnswer != null
                ? List.of(new PeerConnectionState(id, theirs.lastAnswer), newest)
                : List.of(newest);
    }

    private @Nullable Description missedDescription(Side mine, Side theirs) {
        if (pending != null) {
            return pending.sender() == theirs ? pending.offer() : null;
        }
        if (stable == 0 && !restored) {
            return mine == offerer ? Description.createOffer(1) : null;
        }
        return theirs.lastAnswer;
    }

    private boolean accepts(Side from, Description description) {
        return switch (description.type()) {
            case OFFER -> acceptsOffer(from, description);
            case ANSWER -> acceptsAnswer(from, description);
            case PRANSWER, CREATE_OFFER, CLOSE -> false;
        };
    }

    private boolean acceptsOffer(Side from, Description offer) {
        boolean stale = offer.revision() <= stable;
        boolean tooEarly = stable == 0 && !restored && pending == null && from != offerer;
        if (stale || tooEarly || pendingStandsAgainst(from, offer)) {
            return false;
        }
        Description answer = partner(from).lastAnswer;
        if (restored && answer != null && answer.revision() == offer.revision()) {
            complete(partner(from), answer);
            return false;
        }
        pending = new PendingOffer(from, offer);
        return true;
    }

    private boolean pendingStandsAgainst(Side from, Description offer) {
        if (pending == null) {
            return false;
        }
        boolean glare = pending.sender() != from && !answeredUnheard(from, offer);
        return glare || pending.offer().revision() >= offer.revision();
    }

    private boolean acceptsAnswer(Side from, Description answer) {
        if (restored && pending == null) {
            // Its offer may yet come, when the one who made it resumes and has not heard this.
            from.lastAnswer = answer;
            return false;
        }
        if (pending == null || pending.sender() == from || pending.offer().revision() != answer.revision()) {
            return false;
        }
        complete(from, answer);
        return true;
    }

    private void complete(Side answerer, Description answer) {
        stable = answer.revision();
        exchanges++;
        restored = false;
        answerer.lastAnswer = answer;
        partner(answerer).lastAnswer = null;
        pending = null;
    }

    private Side side(ParticipantSid participant) {
        if (offerer.participant.equals(participant)) {
            return offerer;
        }
        if (other.participant.equals(participant)) {
            return other;
        }
        throw new IllegalArgumentException(participant + " is not in pair " + id);
    }

    private Side partner(Side side) {
        return side == offerer ? other : offerer;
    }
}
