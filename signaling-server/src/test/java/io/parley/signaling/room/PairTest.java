package io.parley.signaling.room;

import static io.parley.signaling.room.Rigs.answer;
import static io.parley.signaling.room.Rigs.createOffer;
import static io.parley.signaling.room.Rigs.ice;
import static io.parley.signaling.room.Rigs.offer;
import static org.assertj.core.api.Assertions.assertThat;

import io.parley.signaling.identifier.ParticipantSid;
import io.parley.signaling.message.Description;
import io.parley.signaling.message.IceCandidates;
import io.parley.signaling.message.PeerConnectionState;
import java.util.List;
import org.junit.jupiter.api.Test;

class PairTest {

    private static final ParticipantSid ALICE = Rigs.participant(1);
    private static final ParticipantSid BOB = Rigs.participant(2);
    private static final String ID = "pc";

    private final Pair pair = new Pair(ID, ALICE, BOB);

    @Test
    void offerAndAnswerPassUnchanged() {
        assertThat(pair.relay(ALICE, offer(ID, 1))).isEqualTo(offer(ID, 1));
        assertThat(pair.relay(BOB, answer(ID, 1))).isEqualTo(answer(ID, 1));
    }

    @Test
    void firstOfferOfTheOneWhoHasToWaitIsDropped() {
        assertThat(pair.relay(BOB, offer(ID, 1))).isNull();
        assertThat(pair.relay(ALICE, offer(ID, 2))).isEqualTo(offer(ID, 2));
    }

    @Test
    void offerThatIsNotAboveTheLastExchangeIsStale() {
        exchange(ALICE, BOB, 2);

        assertThat(pair.relay(ALICE, offer(ID, 2))).isNull();
        assertThat(pair.relay(BOB, offer(ID, 1))).isNull();
    }

    @Test
    void repeatedOfferIsDroppedAndANewerOnePasses() {
        pair.relay(ALICE, offer(ID, 1));

        assertThat(pair.relay(ALICE, offer(ID, 1))).isNull();
        assertThat(pair.relay(ALICE, offer(ID, 2))).isEqualTo(offer(ID, 2));
    }

    @Test
    void secondOfTwoCollidingOffersIsDropped() {
        exchange(ALICE, BOB, 1);
        pair.relay(BOB, offer(ID, 2));

        assertThat(pair.relay(ALICE, offer(ID, 2))).isNull();
        assertThat(pair.relay(ALICE, answer(ID, 2))).isEqualTo(answer(ID, 2));
        assertThat(pair.relay(ALICE, offer(ID, 3))).isEqualTo(offer(ID, 3));
    }

    @Test
    void answerToNoOfferOrToAnotherOneIsDropped() {
        assertThat(pair.relay(BOB, answer(ID, 1))).isNull();

        pair.relay(ALICE, offer(ID, 1));

        assertThat(pair.relay(BOB, answer(ID, 2))).isNull();
        assertThat(pair.relay(ALICE, answer(ID, 1))).isNull();
    }

    @Test
    void provisionalAnswersAndWhatOnlyTheServerMaySayAreDropped() {
        pair.relay(ALICE, offer(ID, 1));

        assertThat(pair.relay(BOB, new PeerConnectionState(ID, new Description(Description.Type.PRANSWER, 1, "sdp"))))
                .isNull();
        assertThat(pair.relay(BOB, createOffer(ID))).isNull();
    }

    @Test
    void candidatesPassEvenWhereTheirDescriptionDoesNot() {
        exchange(ALICE, BOB, 1);
        IceCandidates candidates = new IceCandidates(List.of("{}"), "frag", 1, false);
        Description stale = new Description(Description.Type.OFFER, 1, "offer");

        assertThat(pair.relay(ALICE, new PeerConnectionState(ID, stale, candidates)))
                .isEqualTo(new PeerConnectionState(ID, null, candidates));
    }

    @Test
    void pendingOfferOfThePartnerIsMissed() {
        pair.relay(ALICE, offer(ID, 1));

        assertThat(pair.missedBy(BOB)).containsExactly(offer(ID, 1));
        assertThat(pair.missedBy(ALICE)).containsExactly(new PeerConnectionState(ID, null, null));
    }

    @Test
    void lastAnswerOfThePartnerIsMissed() {
        exchange(ALICE, BOB, 1);

        assertThat(pair.missedBy(ALICE)).containsExactly(answer(ID, 1));
        assertThat(pair.missedBy(BOB)).containsExactly(new PeerConnectionState(ID, null, null));
    }

    @Test
    void demandForTheFirstOfferIsMissedUntilItIsMade() {
        assertThat(pair.missedBy(ALICE)).containsExactly(createOffer(ID));
        assertThat(pair.missedBy(BOB)).containsExactly(new PeerConnectionState(ID, null, null));
    }

    @Test
    void wholeCandidateListIsMissed() {
        pair.relay(ALICE, ice(ID, 1, "a"));
        pair.relay(ALICE, ice(ID, 2, "a", "b"));
        pair.relay(ALICE, new PeerConnectionState(ID, null, new IceCandidates(List.of(), "frag", 3, true)));

        assertThat(pair.missedBy(BOB))
                .extracting(PeerConnectionState::ice)
                .containsExactly(new IceCandidates(List.of("a", "b"), "frag", 3, true));
    }

    /** The client queues an offer until its own first one is answered, so the answer must come before it. */
    @Test
    void firstAnswerIsMissedTooWhenAnotherOfferHasFollowedIt() {
        exchange(ALICE, BOB, 1);
        pair.relay(BOB, offer(ID, 2));

        assertThat(pair.missedBy(ALICE)).containsExactly(answer(ID, 1), offer(ID, 2));
    }

    @Test
    void laterAnswerNeedNotPrecedeAnOfferSinceTheClientYields() {
        exchange(ALICE, BOB, 1);
        exchange(ALICE, BOB, 2);
        pair.relay(BOB, offer(ID, 3));

        assertThat(pair.missedBy(ALICE)).containsExactly(offer(ID, 3));
    }

    /** Bob has answered 2, but that was lost with his socket, and {@code sync} repeats his last description only. */
    @Test
    void offerAboveThePendingOneShowsALostAnswerAndPasses() {
        exchange(ALICE, BOB, 1);
        pair.relay(ALICE, offer(ID, 2));

        assertThat(pair.relay(BOB, offer(ID, 3))).isEqualTo(offer(ID, 3));
        assertThat(pair.relay(ALICE, answer(ID, 3))).isEqualTo(answer(ID, 3));
    }

    @Test
    void pairIsStuckWhenTheFirstAnswerIsLost() {
        pair.relay(ALICE, offer(ID, 1));

        assertThat(pair.stuck(BOB, offer(ID, 2).description())).isTrue();
        assertThat(pair.stuck(BOB, offer(ID, 1).description())).isFalse();
        assertThat(pair.stuck(BOB, answer(ID, 1).description())).isFalse();
        assertThat(pair.stuck(BOB, null)).isFalse();
    }

    @Test
    void onlyASideThatHasSpokenIsKnownToHaveThePeerConnection() {
        pair.relay(ALICE, offer(ID, 1));

        assertThat(pair.knownTo(ALICE)).isTrue();
        assertThat(pair.knownTo(BOB)).isFalse();
    }

    private void exchange(ParticipantSid offerer, ParticipantSid answerer, long revision) {
        pair.relay(offerer, offer(ID, revision));
        pair.relay(answerer, answer(ID, revision));
    }
}
