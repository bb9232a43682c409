package io.parley.signaling.room;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.signaling.identifier.ParticipantSid;
import io.parley.signaling.identifier.RoomSid;
import io.parley.signaling.room.SimulatedClient.Remote;
import io.parley.signaling.room.SimulatedClient.Track;
import io.parley.signaling.room.SimulatedPeerConnection.Ice;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Whole rooms with clients that follow the rules of the SDK, over sockets that do not last.
 *
 * <p>Each seed is one schedule of joins, losses, collisions and so on; the same seed gives the same run. Once things
 * have calmed down everybody must see the same room and be connected with everybody else. With
 * {@code -Dparley.seed=N} one schedule is run again.
 */
class RoomSimulationTest {

    private static final int SCHEDULES = Integer.getInteger("parley.schedules", 3_000);
    private static final List<String> IDENTITIES = List.of("alice", "bob", "carol", "dave", "erin");

    @Test
    void everybodyEndsUpWithTheSameRoomWhateverHappensOnTheWay() {
        Long seed = Long.getLong("parley.seed");
        if (seed != null) {
            new Schedule(seed, true).check();
            return;
        }
        for (long each = 0; each < SCHEDULES; each++) {
            run(each);
        }
    }

    private static void run(long seed) {
        try {
            new Schedule(seed, false).check();
        } catch (AssertionError | RuntimeException e) {
            Schedule again = new Schedule(seed, true);
            try {
                again.check();
            } catch (AssertionError | RuntimeException repeated) {
                e.addSuppressed(repeated);
            }
            throw new AssertionError(
                    "seed " + seed + " fails (run it alone with -Dparley.seed=" + seed + "): " + e.getMessage() + "\n"
                            + again.log(),
                    e);
        }
    }

    private static final class Schedule {

        private static final String ROOM = "daily";

        private final SimulatedNetwork network;
        private final Random random;
        private final List<SimulatedClient> clients = new ArrayList<>();
        private int repairs;

        Schedule(long seed, boolean logged) {
            network = new SimulatedNetwork(seed, logged);
            random = network.random;
        }

        String log() {
            return network.log == null ? "" : String.join("\n", network.log);
        }

        void check() {
            join();
            join();
            int actions = 5 + random.nextInt(35);
            for (int i = 0; i < actions; i++) {
                network.run(Duration.ofMillis(random.nextInt(random.nextInt(4) == 0 ? 8_000 : 300)));
                act();
            }
            network.run(Duration.ofMinutes(3));
            restoreLostCandidates();
            live().forEach(this::assertSeesTheRoom);
            assertEachPairHasOnePeerConnection();
            end();
            network.run(Duration.ofMinutes(5));
            assertNothingIsRetained();
        }

        private void act() {
            switch (random.nextInt(16)) {
                case 0, 1 -> join();
                case 2 -> anyLive().forEach(SimulatedClient::leave);
                case 3 -> anyLive().forEach(each -> each.vanish(random.nextBoolean()));
                case 4, 5 -> anyLive().forEach(SimulatedClient::publish);
                case 6 -> anyLive().forEach(SimulatedClient::unpublish);
                case 7 -> anyLive().forEach(SimulatedClient::toggle);
                case 8, 9, 10 -> anyLive().forEach(this::sever);
                case 11, 12 -> anyLive().forEach(this::restartAtBothEnds);
                case 13 -> anyLive().forEach(this::giveUp);
                case 14 -> killServer();
                default -> anyLive().forEach(this::remove);
            }
        }

        private void join() {
            if (live().size() < 5) {
                String identity = IDENTITIES.get(random.nextInt(IDENTITIES.size()));
                SimulatedClient newcomer = new SimulatedClient(identity, ROOM, clients.size(), network);
                clients.add(newcomer);
                network.log(newcomer + " joins");
                newcomer.connect();
            }
        }

        private void sever(SimulatedClient client) {
            if (client.socket != null && !client.socket.severed()) {
                client.socket.sever(true, random.nextBoolean(), random.nextBoolean() ? 100 : 15_000);
            }
        }

        private void restartAtBothEnds(SimulatedClient client) {
            for (SimulatedPeerConnection each : List.copyOf(client.peerConnections.values())) {
                clients.stream()
                        .filter(SimulatedClient::live)
                        .map(other -> other.peerConnections.get(each.id))
                        .filter(end -> end != null && end.stable > 0)
                        .forEach(SimulatedPeerConnection::restartIce);
            }
        }

        private void giveUp(SimulatedClient client) {
            client.peerConnections.values().stream()
                    .filter(each -> repairs < 4 && each.stable > 0)
                    .findFirst()
                    .ifPresent(dead -> {
                        repairs++;
                        network.log(client + " gives up " + dead.id);
                        client.giveUp(dead);
                    });
        }

        /** Candidates on their way are gone with the process, and so are those it kept for who is away. */
        private void killServer() {
            for (SimulatedClient client : live()) {
                for (SimulatedPeerConnection each : client.peerConnections.values()) {
                    each.candidatesLost = true;
                }
            }
            network.killServer();
        }

        private void remove(SimulatedClient client) {
            if (random.nextInt(3) == 0 && !client.roomSid.isEmpty()) {
                network.command(new RoomCommand.Remove(new RoomSid(client.roomSid), new ParticipantSid(client.sid)));
            }
        }

        /** Candidates that were swallowed by a dead socket are never repeated; ICE fails then, and is restarted. */
        private void restoreLostCandidates() {
            for (SimulatedClient client : live()) {
                for (SimulatedPeerConnection each : List.copyOf(client.peerConnections.values())) {
                    if (each.candidatesLost) {
                        network.log(client + " restarts " + each.id);
                        each.restartIce();
                    }
                }
            }
            network.run(Duration.ofSeconds(30));
        }

        private void assertSeesTheRoom(SimulatedClient client) {
            assertThat(client.state).as("state of %s", client).isEqualTo(SimulatedClient.State.CONNECTED);
            Set<SimulatedClient> others =
                    live().stream().filter(other -> other != client).collect(Collectors.toSet());
            Map<String, String> participants = new TreeMap<>();
            Map<String, String> subscriptions = new TreeMap<>();
            for (SimulatedClient other : others) {
                Map<String, Boolean> tracks = new TreeMap<>();
                other.tracks.forEach((id, track) -> {
                    tracks.put(sid(track), track.enabled);
                    subscriptions.put(sid(track), id);
                });
                participants.put(other.sid, other.identity + " connected " + tracks);
            }
            assertThat(view(client)).as("participants seen by %s", client).isEqualTo(participants);
            Map<String, String> subscribed = new TreeMap<>();
            client.subscriptions.forEach((sid, subscription) -> subscribed.put(sid, subscription.id));
            assertThat(subscribed).as("subscriptions of %s", client).isEqualTo(subscriptions);
            client.subscriptions.forEach((sid, subscription) -> assertThat(subscription.shownFrom)
                    .as("live media of %s at %s", subscription.id, client)
                    .isNotNull()
                    .matches(from -> from != null && !from.closed));
        }

        private static Map<String, String> view(SimulatedClient client) {
            Map<String, String> view = new TreeMap<>();
            for (Map.Entry<String, Remote> each : client.remotes.entrySet()) {
                Remote remote = each.getValue();
                view.put(each.getKey(), remote.identity + " " + remote.state + " " + remote.tracks);
            }
            return view;
        }

        private static String sid(Track track) {
            return String.valueOf(track.sid);
        }

        private void assertEachPairHasOnePeerConnection() {
            List<SimulatedClient> present = live();
            for (SimulatedClient client : present) {
                if (present.size() > 1) {
                    assertThat(client.peerConnections)
                            .as("peer connections of %s", client)
                            .hasSize(present.size() - 1);
                }
                for (SimulatedClient other : present) {
                    if (client != other) {
                        assertConnected(client, other);
                    }
                }
            }
        }

        private static void assertConnected(SimulatedClient client, SimulatedClient other) {
            Set<String> common = new TreeSet<>(client.peerConnections.keySet());
            common.retainAll(other.peerConnections.keySet());
            assertThat(common).as("common to %s and %s", client, other).hasSize(1);
            String id = common.iterator().next();
            SimulatedPeerConnection here = end(client, id);
            SimulatedPeerConnection there = end(other, id);
            assertThat(here.needsAnswer)
                    .as("offer of %s outstanding to %s", client, other)
                    .isFalse();
            assertThat(here.stable).as("stable").isEqualTo(there.stable).isPositive();
            assertThat(here.remoteUfrag).as("fragment").isEqualTo(there.ufrag);
            Ice ice = here.remoteIce.get(there.ufrag);
            assertThat(ice == null ? List.of() : ice.candidates())
                    .as("candidates of %s at %s", other, client)
                    .isEqualTo(there.candidates);
        }

        private static SimulatedPeerConnection end(SimulatedClient client, String id) {
            SimulatedPeerConnection end = client.peerConnections.get(id);
            if (end == null) {
                throw new AssertionError(client + " has no " + id);
            }
            return end;
        }

        private void end() {
            List<SimulatedClient> present = live();
            boolean completed = random.nextInt(3) == 0;
            for (SimulatedClient each : present) {
                if (completed && present.get(0) == each) {
                    network.command(new RoomCommand.Complete(new RoomSid(each.roomSid)));
                } else if (!completed && random.nextBoolean()) {
                    each.leave();
                } else if (!completed) {
                    each.vanish(random.nextBoolean());
                }
            }
        }

        private void assertNothingIsRetained() {
            assertThat(network.rooms.size()).as("rooms").isZero();
            assertThat(network.rooms.connections()).as("connections").isZero();
            assertThat(network.admitsAsManyAsInTheBeginning())
                    .as("no place stays taken")
                    .isTrue();
            assertThat(count(RoomEvent.RoomEnded.class)).isEqualTo(count(RoomEvent.RoomCreated.class));
            assertThat(count(RoomEvent.ParticipantDisconnected.class))
                    .isEqualTo(count(RoomEvent.ParticipantConnected.class));
        }

        private long count(Class<? extends RoomEvent> kind) {
            return network.roomEvents.stream().filter(kind::isInstance).count();
        }

        private List<SimulatedClient> live() {
            return clients.stream().filter(SimulatedClient::live).toList();
        }

        private List<SimulatedClient> anyLive() {
            List<SimulatedClient> live = live();
            return live.isEmpty() ? List.of() : List.of(live.get(random.nextInt(live.size())));
        }
    }
}
