package io.parley.signaling.room;

import static io.parley.signaling.room.Rigs.answer;
import static io.parley.signaling.room.Rigs.close;
import static io.parley.signaling.room.Rigs.createOffer;
import static io.parley.signaling.room.Rigs.ice;
import static io.parley.signaling.room.Rigs.offer;
import static org.assertj.core.api.Assertions.assertThat;

import io.parley.signaling.identifier.ParticipantSid;
import io.parley.signaling.message.PeerConnectionState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MeshTest {

    private static final ParticipantSid ALICE = Rigs.participant(1);
    private static final ParticipantSid BOB = Rigs.participant(2);
    private static final ParticipantSid CAROL = Rigs.participant(3);

    private sealed interface Told {
        record News(ParticipantSid to, PeerConnectionState state) implements Told {}

        record Renewed(ParticipantSid one, ParticipantSid other) implements Told {}
    }

    private static final class Recorder implements Topology.Outlet {
        private final List<Told> told = new ArrayList<>();

        final Set<String> live = new HashSet<>();

        @Override
        public void connected(String peerConnection, ParticipantSid offerer, ParticipantSid other) {
            live.add(peerConnection);
        }

        @Override
        public void disconnected(String peerConnection) {
            assertThat(live.remove(peerConnection)).isTrue();
        }

        @Override
        public void tell(ParticipantSid to, PeerConnectionState news) {
            told.add(new Told.News(to, news));
        }

        @Override
        public void renewSubscriptions(ParticipantSid one, ParticipantSid other) {
            told.add(new Told.Renewed(one, other));
        }

        List<Told> take() {
            List<Told> taken = List.copyOf(told);
            told.clear();
            return taken;
        }
    }

    private final Recorder outlet = new Recorder();
    private int made;
    private final Mesh mesh = new Mesh(() -> "made-" + ++made);

    @Test
    void whoIsAloneKeepsItsSpeculativePeerConnection() {
        join(ALICE, "a");

        assertThat(outlet.take()).isEmpty();
        assertThat(mesh.resume(ALICE, Set.of("a"), outlet).states())
                .containsExactly(new PeerConnectionState("a", null, null));
    }

    @Test
    void newcomersPeerConnectionBecomesThePairWithTheFirst() {
        join(ALICE, "a");
        join(BOB, "b");

        assertThat(outlet.take()).containsExactly(news(ALICE, close("a")), news(ALICE, offer("b", 1)));
    }

    @Test
    void newcomerIsAskedForAnOfferForEachFurtherOne() {
        join(ALICE, "a");
        join(BOB, "b");
        outlet.take();
        join(CAROL, "c");

        assertThat(outlet.take()).containsExactly(news(ALICE, offer("c", 1)), news(CAROL, createOffer("made-1")));
    }

    @Test
    void newcomerWithoutAnOfferIsAskedForAll() {
        join(ALICE, "a");
        mesh.join(BOB, List.of(), outlet);

        assertThat(outlet.take()).containsExactly(news(ALICE, close("a")), news(BOB, createOffer("made-1")));
    }

    @Test
    void whatANewcomerOffersBeyondTheFirstIsClosed() {
        mesh.join(ALICE, List.of(offer("a", 1), offer("a2", 1), ice("a3", 1, "x")), outlet);

        assertThat(outlet.take()).containsExactly(news(ALICE, close("a2")), news(ALICE, close("a3")));
    }

    @Test
    void idOfAnotherPairIsNotTakenOver() {
        join(ALICE, "a");
        join(BOB, "b");
        outlet.take();
        join(CAROL, "b");

        assertThat(outlet.take())
                .containsExactly(
                        news(CAROL, createOffer("made-1")),
                        news(CAROL, createOffer("made-2")),
                        news(CAROL, close("b")));
    }

    @Test
    void newsOfUnknownPeerConnectionsAndOfOthersIsIgnored() {
        join(ALICE, "a");
        join(BOB, "b");
        join(CAROL, "c");
        outlet.take();
        mesh.receive(ALICE, ice("never", 1, "x"), outlet);
        mesh.receive(CAROL, answer("b", 1), outlet);

        assertThat(outlet.take()).isEmpty();
    }

    @Test
    void whoLeavesHasItsPairsClosed() {
        join(ALICE, "a");
        join(BOB, "b");
        join(CAROL, "c");
        outlet.take();
        mesh.leave(CAROL, outlet);

        assertThat(outlet.take()).containsExactly(news(ALICE, close("c")), news(BOB, close("made-1")));
    }

    @Test
    void pairThatFailedIsReplaced() {
        join(ALICE, "a");
        join(BOB, "b");
        outlet.take();
        mesh.receive(ALICE, close("b"), outlet);

        assertThat(outlet.take())
                .containsExactly(news(BOB, close("b")), new Told.Renewed(ALICE, BOB), news(BOB, createOffer("made-1")));
    }

    @Test
    void secondCloseOfAPairThatBothGiveUpIsIgnored() {
        join(ALICE, "a");
        join(BOB, "b");
        mesh.receive(ALICE, close("b"), outlet);
        outlet.take();
        mesh.receive(BOB, close("b"), outlet);

        assertThat(outlet.take()).isEmpty();
    }

    @Test
    void pairIsNotRepairedForEver() {
        join(ALICE, "a");
        join(BOB, "b");
        mesh.receive(ALICE, close("b"), outlet);
        for (int i = 1; i < 5; i++) {
            mesh.receive(ALICE, close("made-" + i), outlet);
        }
        outlet.take();
        mesh.receive(ALICE, close("made-5"), outlet);

        assertThat(outlet.take()).containsExactly(news(BOB, close("made-5")));
    }

    @Test
    void peerConnectionThatAClientHasClosedWhileItsSocketWasDeadIsReplaced() {
        join(ALICE, "a");
        join(BOB, "b");
        mesh.receive(ALICE, answer("b", 1), outlet);
        outlet.take();

        Topology.Resumption resumption = mesh.resume(ALICE, Set.of(), outlet);

        assertThat(resumption).isEqualTo(new Topology.Resumption(List.of(), Set.of(BOB)));
        assertThat(outlet.take())
                .containsExactly(news(BOB, close("b")), new Told.Renewed(ALICE, BOB), news(BOB, createOffer("made-1")));
    }

    /** Or has closed, after its first answer got lost as well: it would take no news for the old id. */
    @Test
    void peerConnectionThatAClientHasNotHeardOfGetsANewId() {
        join(ALICE, "a");
        join(BOB, "b");
        outlet.take();

        Topology.Resumption resumption = mesh.resume(ALICE, Set.of(), outlet);

        assertThat(resumption).isEqualTo(new Topology.Resumption(List.of(), Set.of(BOB)));
        assertThat(outlet.take()).containsExactly(news(BOB, close("b")), news(BOB, createOffer("made-1")));
    }

    @Test
    void askingForAnOfferThatGotLostIsRepeatedUnderANewId() {
        join(ALICE, "a");
        join(BOB, "b");
        join(CAROL, "c");
        outlet.take();

        assertThat(mesh.resume(CAROL, Set.of("c"), outlet).states())
                .contains(createOffer("made-2"))
                .doesNotContain(createOffer("made-1"));
    }

    @Test
    void clientThatNeverHearsOfItsPartnerIsNotGivenUp() {
        join(ALICE, "a");
        join(BOB, "b");
        for (int flap = 0; flap < 20; flap++) {
            mesh.resume(ALICE, Set.of(), outlet);
        }
        outlet.take();

        mesh.resume(ALICE, Set.of(), outlet);

        assertThat(outlet.take()).contains(news(BOB, createOffer("made-21")));
    }

    @Test
    void pairWhoseFirstAnswerIsLostIsReplaced() {
        join(ALICE, "a");
        join(BOB, "b");
        outlet.take();
        mesh.receive(ALICE, offer("b", 2), outlet);

        assertThat(outlet.take())
                .containsExactly(
                        news(ALICE, close("b")),
                        news(BOB, close("b")),
                        new Told.Renewed(ALICE, BOB),
                        news(BOB, createOffer("made-1")));
    }

    @Test
    void restoredPairLivesOnAndCouplesWithoutOneGetANewOne() {
        mesh.restore(
                List.of(member(ALICE), member(BOB), member(CAROL)),
                List.of(
                        new RoomSnapshot.Peers("b", BOB, ALICE),
                        new RoomSnapshot.Peers("gone", ALICE, Rigs.participant(4))));
        outlet.live.add("b");

        Topology.Resumption alice = mesh.resume(ALICE, Set.of("b"), outlet);
        assertThat(outlet.take()).contains(news(CAROL, createOffer("made-3"))).doesNotContain(news(BOB, close("b")));
        assertThat(alice.anew()).containsExactly(CAROL);
        mesh.receive(ALICE, ice("b", 1, "x"), outlet);
        assertThat(outlet.take()).containsExactly(news(BOB, ice("b", 1, "x")));
    }

    @Test
    void restoredPairThatAClientHasLostIsReplaced() {
        mesh.restore(List.of(member(ALICE), member(BOB)), List.of(new RoomSnapshot.Peers("b", BOB, ALICE)));
        outlet.live.add("b");
        mesh.resume(ALICE, Set.of(), outlet);

        assertThat(outlet.take())
                .containsExactly(news(BOB, close("b")), new Told.Renewed(ALICE, BOB), news(BOB, createOffer("made-1")));
        assertThat(outlet.live).isEmpty();
    }

    private static RoomSnapshot.Member member(ParticipantSid sid) {
        return new RoomSnapshot.Member(sid, sid.value(), "session", Duration.ZERO, TrackRules.ALL, List.of());
    }

    private void join(ParticipantSid newcomer, String id) {
        mesh.join(newcomer, List.of(offer(id, 1)), outlet);
    }

    private static Told news(ParticipantSid to, PeerConnectionState state) {
        return new Told.News(to, state);
    }
}
