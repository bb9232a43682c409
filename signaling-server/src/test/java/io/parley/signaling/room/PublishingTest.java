package io.parley.signaling.room;

import static io.parley.signaling.room.Rigs.track;
import static io.parley.signaling.room.Rigs.wants;
import static org.assertj.core.api.Assertions.assertThat;

import io.parley.signaling.identifier.RoomSid;
import io.parley.signaling.identifier.Sids;
import io.parley.signaling.message.ErrorCode;
import io.parley.signaling.message.LocalTrack;
import io.parley.signaling.message.Published;
import io.parley.signaling.message.TrackKind;
import io.parley.signaling.message.TrackPriority;
import io.parley.signaling.room.Publishing.Change;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublishingTest {

    private static final RoomSid ROOM = new RoomSid("RM" + "0".repeat(32));

    private final List<RoomEvent> events = new ArrayList<>();
    private final Publishing publishing = new Publishing(ROOM, Rigs.SETTINGS, new Sids(new Random(1)), events::add);
    private final Participant alice = new Participant(Rigs.participant(1), "alice", "session", Rigs.connection(1));

    @Test
    void newTracksArePublished() {
        Change change = publishing.apply(alice, wants(2, track("t")));

        assertThat(change).isEqualTo(new Change(true, true, true));
        assertThat(verdict("t")).isInstanceOf(Published.Ready.class);
        assertThat(events).singleElement().isInstanceOf(RoomEvent.TrackPublished.class);
    }

    @Test
    void stateThatIsNotNewerChangesNothing() {
        publishing.apply(alice, wants(2, track("t")));

        assertThat(publishing.apply(alice, wants(2))).isEqualTo(Change.NONE);
        assertThat(publishing.apply(alice, wants(1))).isEqualTo(Change.NONE);
        assertThat(alice.publications).containsKey("t");
    }

    @Test
    void trackThatIsNotListedAnyMoreIsUnpublished() {
        publishing.apply(alice, wants(2, track("t")));
        events.clear();

        assertThat(publishing.apply(alice, wants(3))).isEqualTo(new Change(true, true, true));
        assertThat(events).singleElement().isInstanceOf(RoomEvent.TrackUnpublished.class);
    }

    @Test
    void enabledAndPriorityChangeWithoutNewSubscriptions() {
        publishing.apply(alice, wants(2, track("t")));
        events.clear();
        LocalTrack muted = new LocalTrack("t", TrackKind.AUDIO, "name of t", false, TrackPriority.HIGH);

        assertThat(publishing.apply(alice, wants(3, muted))).isEqualTo(new Change(true, false, false));
        assertThat(events).singleElement().isInstanceOf(RoomEvent.TrackDisabled.class);
    }

    @Test
    void nameAndKindOfAPublicationNeverChange() {
        publishing.apply(alice, wants(2, track("t")));
        LocalTrack other = new LocalTrack("t", TrackKind.VIDEO, "other", true, TrackPriority.STANDARD);

        assertThat(publishing.apply(alice, wants(3, other))).isEqualTo(Change.NONE);
        assertThat(alice.publications.values())
                .singleElement()
                .extracting(Publication::track)
                .isEqualTo(track("t"));
    }

    @Test
    void nameMayHaveItsFullLength() {
        publishing.apply(alice, wants(2, track("t", "x".repeat(128))));

        assertThat(verdict("t")).isInstanceOf(Published.Ready.class);
    }

    @Test
    void tooLongNameIsRefused() {
        assertRefused(track("t", "x".repeat(129)), ErrorCode.TRACK_NAME_TOO_LONG);
    }

    @Test
    void emptyNameIsRefused() {
        assertRefused(track("t", ""), ErrorCode.TRACK_NAME_INVALID);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\uD800", "\uDC00x", "x\uDC00\uD800", "a\0b"})
    void nameThatIsNoTextIsRefused(String name) {
        assertRefused(track("t", name), ErrorCode.TRACK_NAME_CHARS_INVALID);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a\u0000b", "a\tb"})
    void idThatCannotStandInSdpIsRefused(String id) {
        assertRefused(track(id, "name"), ErrorCode.TRACK_INVALID);
    }

    @Test
    void secondTrackOfOneNameIsRefused() {
        publishing.apply(alice, wants(2, track("t", "mic"), track("t2", "mic")));

        assertThat(verdict("t")).isInstanceOf(Published.Ready.class);
        assertThat(verdict("t2")).isEqualTo(new Published.Failed("t2", ErrorCode.TRACK_NAME_DUPLICATED));
    }

    @Test
    void nameOfATrackThatGoesIsFreeForOneThatComes() {
        publishing.apply(alice, wants(2, track("t", "mic")));
        publishing.apply(alice, wants(3, track("t2", "mic")));

        assertThat(verdict("t2")).isInstanceOf(Published.Ready.class);
    }

    @Test
    void moreTracksThanAllowedAreRefused() {
        publishing.apply(alice, wants(2, track("1"), track("2"), track("3"), track("4")));

        assertThat(verdict("3")).isInstanceOf(Published.Ready.class);
        assertThat(verdict("4")).isEqualTo(new Published.Failed("4", ErrorCode.PARTICIPANT_MAX_TRACKS_EXCEEDED));
    }

    @Test
    void verdictIsForgottenOnceTheTrackIsTakenBack() {
        publishing.apply(alice, wants(2, track("t", "")));

        assertThat(publishing.apply(alice, wants(3))).isEqualTo(new Change(false, false, true));
        assertThat(alice.verdicts().tracks()).isEmpty();
    }

    @Test
    void verdictStandsWhileTheTrackIsListed() {
        publishing.apply(alice, wants(2, track("t", "")));

        assertThat(publishing.apply(alice, wants(3, track("t", "")))).isEqualTo(Change.NONE);
        assertThat(verdict("t")).isInstanceOf(Published.Failed.class);
    }

    private void assertRefused(LocalTrack track, ErrorCode error) {
        assertThat(publishing.apply(alice, wants(2, track))).isEqualTo(new Change(false, false, true));
        assertThat(verdict(track.id())).isEqualTo(new Published.Failed(track.id(), error));
    }

    private Published.Verdict verdict(String id) {
        return alice.verdicts().tracks().stream()
                .filter(verdict -> verdict.id().equals(id))
                .findFirst()
                .orElseThrow();
    }
}
