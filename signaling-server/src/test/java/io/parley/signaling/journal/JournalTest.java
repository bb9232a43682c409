package io.parley.signaling.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.signaling.identifier.ParticipantSid;
import io.parley.signaling.identifier.RoomSid;
import io.parley.signaling.identifier.TrackSid;
import io.parley.signaling.message.LocalTrack;
import io.parley.signaling.message.Publisher;
import io.parley.signaling.message.TrackKind;
import io.parley.signaling.message.TrackPriority;
import io.parley.signaling.room.RoomEvent;
import io.parley.signaling.room.RoomEvent.EndReason;
import io.parley.signaling.room.RoomEvent.ParticipantAnonymized;
import io.parley.signaling.room.RoomEvent.ParticipantConnected;
import io.parley.signaling.room.RoomEvent.ParticipantDisconnected;
import io.parley.signaling.room.RoomEvent.ParticipantReconnecting;
import io.parley.signaling.room.RoomEvent.PeersConnected;
import io.parley.signaling.room.RoomEvent.PeersDisconnected;
import io.parley.signaling.room.RoomEvent.Reason;
import io.parley.signaling.room.RoomEvent.RoomCreated;
import io.parley.signaling.room.RoomEvent.RoomEnded;
import io.parley.signaling.room.RoomEvent.SubscribeRulesChanged;
import io.parley.signaling.room.RoomEvent.TrackDisabled;
import io.parley.signaling.room.RoomEvent.TrackPublished;
import io.parley.signaling.room.RoomEvent.TrackUnpublished;
import io.parley.signaling.room.RoomHistory;
import io.parley.signaling.room.RoomProfile;
import io.parley.signaling.room.RoomSettings;
import io.parley.signaling.room.RoomSnapshot;
import io.parley.signaling.room.RoomType;
import io.parley.signaling.room.StatusCallback;
import io.parley.signaling.room.TrackRules;
import io.parley.signaling.store.Store;
import io.parley.signaling.store.StoreOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class JournalTest {

    private static final RoomSid ROOM = room(1);
    private static final ParticipantSid ALICE = new ParticipantSid("PA" + "a".repeat(32));
    private static final ParticipantSid BOB = new ParticipantSid("PA" + "b".repeat(32));
    private static final TrackSid MICROPHONE = new TrackSid("MT" + "1".repeat(32));
    private static final TrackSid CAMERA = new TrackSid("MT" + "2".repeat(32));
    private static final RoomSettings SETTINGS = new RoomSettings(
            RoomType.GROUP,
            false,
            50,
            3,
            Duration.ofSeconds(30),
            Duration.ofSeconds(5),
            Duration.ofHours(4),
            Duration.ofHours(24),
            Duration.ofMinutes(5),
            Duration.ofMinutes(5));
    private static final RoomProfile PROFILE =
            new RoomProfile(new StatusCallback("https://app.example/", "GET"), List.of(), "us1", false, false, null);

    private final StoreOptions options;
    private Store store;
    private Journal journal;

    JournalTest(@TempDir Path directory) {
        options = new StoreOptions("jdbc:sqlite:" + directory.resolve("test.db"), null, null, 100);
        store = Store.open(options);
        journal = Journal.open(store, List.of(new RoomProjector()));
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void tablesFollowTheEvents() {
        appendLife();

        assertThat(select("select type, at, room_sid from journal order by sequence"))
                .hasSize(10)
                .startsWith("RoomCreated 100 " + ROOM, "ParticipantConnected 110 " + ROOM);
        assertThat(select("""
                        select account_sid, unique_name, status, type, ad_hoc, status_callback, status_callback_method,
                          created_at, ended_at, empty_since, used, max_concurrent from rooms"""))
                .containsExactly("AC1 daily in-progress group 1 https://app.example/ GET 100 null null 1 2");
        assertThat(select("select sid, account_sid, identity, status, session, joined_at, left_at from participants"
                        + " order by joined_at"))
                .containsExactly(
                        ALICE + " AC1 alice reconnecting session-alice 110 null",
                        BOB + " AC1 bob connected session-bob 120 null");
        assertThat(select("select sid, participant_sid, id, kind, name, enabled, published_at, unpublished_at"
                        + " from tracks order by published_at"))
                .containsExactly(
                        MICROPHONE + " " + ALICE + " m audio mic 0 130 null",
                        CAMERA + " " + ALICE + " c video cam 1 140 160");

        append(200, new ParticipantDisconnected(ROOM, ALICE, Reason.SESSION_TIMEOUT));
        append(210, new ParticipantDisconnected(ROOM, BOB, Reason.LEFT));
        assertThat(select("select status, left_at, end_reason from participants order by joined_at"))
                .containsExactly("disconnected 200 SESSION_TIMEOUT", "disconnected 210 LEFT");
        assertThat(select("select status, empty_since, max_concurrent from rooms"))
                .containsExactly("in-progress 210 2");

        append(300, new RoomEnded(ROOM, EndReason.EMPTY));
        assertThat(select("select status, ended_at, end_reason from rooms")).containsExactly("completed 300 EMPTY");
    }

    @Test
    void sequenceGoesOnAfterReopening() {
        create(ROOM, "daily");
        reopen();
        append(200, new RoomEnded(ROOM, EndReason.COMPLETED));

        assertThat(select("select sequence, type from journal order by sequence"))
                .containsExactly("1 RoomCreated", "2 RoomEnded");
    }

    @Test
    void roomInProgressIsRememberedAsItStands() {
        appendLife();
        create(room(2), "over");
        append(170, new RoomEnded(room(2), EndReason.COMPLETED));
        reopen();

        RoomHistory history = journal.roomsInProgress().get(0);
        assertThat(journal.roomsInProgress()).hasSize(1);
        assertThat(history.isInProgress()).isTrue();
        assertThat(history.lastMillis()).isEqualTo(165);
        LocalTrack microphone = new LocalTrack("m", TrackKind.AUDIO, "mic", false, TrackPriority.STANDARD);
        assertThat(history.snapshot(1_100, 77))
                .isEqualTo(new RoomSnapshot(
                        ROOM,
                        "AC1",
                        "daily",
                        SETTINGS,
                        Duration.ofMillis(1_000),
                        Duration.ofMillis(1_000),
                        true,
                        77,
                        List.of(
                                new RoomSnapshot.Member(
                                        ALICE,
                                        "alice",
                                        "session-alice",
                                        Duration.ofMillis(990),
                                        TrackRules.ALL,
                                        List.of(new RoomSnapshot.Track(MICROPHONE, microphone))),
                                new RoomSnapshot.Member(
                                        BOB, "bob", "session-bob", Duration.ofMillis(980), TrackRules.NONE, List.of())),
                        List.of(new RoomSnapshot.Peers("pc", BOB, ALICE))));
    }

    @Test
    void whoAndWhatIsGoneIsNotInTheSnapshot() {
        appendLife();
        append(200, new PeersDisconnected(ROOM, "pc"));
        append(200, new ParticipantDisconnected(ROOM, ALICE, Reason.LEFT));
        append(230, new ParticipantDisconnected(ROOM, BOB, Reason.LEFT));

        RoomSnapshot snapshot = journal.roomsInProgress().get(0).snapshot(300, 1);
        assertThat(snapshot.members()).isEmpty();
        assertThat(snapshot.peers()).isEmpty();
        assertThat(snapshot.empty()).isEqualTo(Duration.ofMillis(70));
        assertThat(snapshot.age()).isEqualTo(Duration.ofMillis(200));
    }

    @Test
    void gapInTheJournalIsPassedOver() {
        appendLife();
        execute("delete from journal where type = 'ParticipantConnected' and at = 110");

        RoomSnapshot snapshot = journal.roomsInProgress().get(0).snapshot(1_100, 1);
        assertThat(snapshot.members()).extracting(RoomSnapshot.Member::sid).containsExactly(BOB);

        execute("delete from journal where type = 'RoomCreated'");
        assertThat(journal.roomsInProgress()).singleElement().matches(history -> !history.isInProgress());
    }

    @Test
    void eventThatCannotBeKeptHoldsUpNoOther() {
        create(ROOM, "daily");
        create(ROOM, "the same again");
        append(120, connected(ALICE, "alice"));

        assertThat(select("select sequence, type from journal order by sequence"))
                .containsExactly("1 RoomCreated", "3 ParticipantConnected");
        assertThat(select("select unique_name, used from rooms")).containsExactly("daily 1");
    }

    @Test
    void entryThatIsThereAlreadyChangesNothing() {
        Journal other = Journal.open(store, List.of(new RoomProjector()));
        create(ROOM, "daily");
        other.append(new RoomCreated(room(2), "AC1", "twin", false, SETTINGS, PROFILE), 100);

        assertThat(select("select sequence, room_sid from journal")).containsExactly("1 " + ROOM);
        assertThat(select("select unique_name from rooms")).containsExactly("daily");
    }

    @Test
    void identityIsForgotten() {
        appendLife();
        append(200, new ParticipantDisconnected(ROOM, ALICE, Reason.LEFT));
        append(210, new ParticipantAnonymized(ROOM, ALICE));

        assertThat(select("select identity from participants order by joined_at"))
                .containsExactly(ALICE.value(), "bob");
        assertThat(select("select body from journal order by sequence"))
                .noneMatch(body -> body.contains("\"alice\""))
                .anyMatch(body -> body.contains("\"bob\""))
                .anyMatch(body -> body.contains("\"identity\":\"" + ALICE + "\""));
    }

    @Test
    void onlyRoomsThatEndedLongAgoAreForgotten() {
        appendLife();
        append(200, new RoomEnded(ROOM, EndReason.COMPLETED));
        create(room(2), "later");
        append(500, new RoomEnded(room(2), EndReason.COMPLETED));
        create(room(3), "going on");

        Boolean more = journal.forgetRoomsEndedBefore(500).toCompletableFuture().join();

        assertThat(more).isFalse();
        assertThat(select("select unique_name from rooms order by sid")).containsExactly("later", "going on");
        assertThat(select("select distinct room_sid from journal order by room_sid"))
                .containsExactly(room(2).value(), room(3).value());
        assertThat(select("select sid from participants")).isEmpty();
        assertThat(select("select sid from tracks")).isEmpty();
    }

    private void appendLife() {
        create(ROOM, "daily");
        append(110, connected(ALICE, "alice"));
        append(120, connected(BOB, "bob"));
        append(125, new SubscribeRulesChanged(ROOM, BOB, TrackRules.NONE));
        append(130, new TrackPublished(ROOM, ALICE, MICROPHONE, "m", TrackKind.AUDIO, "mic", true));
        append(140, new TrackPublished(ROOM, ALICE, CAMERA, "c", TrackKind.VIDEO, "cam", true));
        append(145, new PeersConnected(ROOM, "pc", BOB, ALICE));
        append(150, new TrackDisabled(ROOM, ALICE, MICROPHONE));
        append(160, new TrackUnpublished(ROOM, ALICE, CAMERA));
        append(165, new ParticipantReconnecting(ROOM, ALICE));
    }

    private void create(RoomSid sid, String name) {
        append(100, new RoomCreated(sid, "AC1", name, true, SETTINGS, PROFILE));
    }

    private void append(long atMillis, RoomEvent event) {
        journal.append(event, atMillis);
    }

    private static ParticipantConnected connected(ParticipantSid sid, String identity) {
        return new ParticipantConnected(ROOM, sid, identity, "session-" + identity, Publisher.UNKNOWN);
    }

    private static RoomSid room(int number) {
        return new RoomSid(String.format("RM%032x", number));
    }

    private void reopen() {
        store.close();
        store = Store.open(options);
        journal = Journal.open(store, List.of(new RoomProjector()));
    }

    private void execute(String sql) {
        store.write(handle -> handle.execute(sql)).toCompletableFuture().join();
    }

    /** Each row as its columns with blanks between. */
    private List<String> select(String sql) {
        return store.read(handle -> handle.createQuery(sql)
                        .map((row, context) -> {
                            StringBuilder columns = new StringBuilder();
                            for (int column = 1; column <= row.getMetaData().getColumnCount(); column++) {
                                columns.append(column == 1 ? "" : " ").append(row.getString(column));
                            }
                            return columns.toString();
                        })
                        .list())
                .toCompletableFuture()
                .join();
    }
}
