package io.parley.signaling.room;

import io.parley.signaling.identifier.ParticipantSid;
import io.parley.signaling.identifier.RoomSid;
import io.parley.signaling.identifier.TrackSid;
import io.parley.signaling.message.LocalTrack;
import io.parley.signaling.message.TrackPriority;
import io.parley.signaling.room.RoomEvent.ParticipantConnected;
import io.parley.signaling.room.RoomEvent.ParticipantDisconnected;
import io.parley.signaling.room.RoomEvent.PeersConnected;
import io.parley.signaling.room.RoomEvent.PeersDisconnected;
import io.parley.signaling.room.RoomEvent.RoomCreated;
import io.parley.signaling.room.RoomEvent.RoomEnded;
import io.parley.signaling.room.RoomEvent.SubscribeRulesChanged;
import io.parley.signaling.room.RoomEvent.TrackDisabled;
import io.parley.signaling.room.RoomEvent.TrackEnabled;
import io.parley.signaling.room.RoomEvent.TrackPublished;
import io.parley.signaling.room.RoomEvent.TrackUnpublished;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The events of one room, added up: what has to be known to go on with it. */
public final class RoomHistory {

    private static final class Member {

        final ParticipantConnected connected;
        final long sinceMillis;
        final Map<TrackSid, LocalTrack> tracks = new LinkedHashMap<>();
        TrackRules rules = TrackRules.ALL;

        Member(ParticipantConnected connected, long sinceMillis) {
            this.connected = connected;
            this.sinceMillis = sinceMillis;
        }

        void enable(TrackSid sid, boolean enabled) {
            tracks.computeIfPresent(
                    sid,
                    (same, track) -> new LocalTrack(track.id(), track.kind(), track.name(), enabled, track.priority()));
        }
    }

    private final Map<ParticipantSid, Member> members = new LinkedHashMap<>();
    private final Map<String, PeersConnected> peers = new LinkedHashMap<>();
    private @Nullable RoomCreated created;
    private long createdMillis;
    private long emptyMillis;
    private long lastMillis;
    private boolean used;
    private boolean ended;

    /**
     * Adds the next event.
     *
     * @param atMillis when it happened, epoch milliseconds
     */
    public void add(long atMillis, RoomEvent event) {
        lastMillis = Math.max(lastMillis, atMillis);
        if (event instanceof RoomCreated first) {
            created = first;
            createdMillis = atMillis;
            emptyMillis = atMillis;
        } else if (event instanceof RoomEnded) {
            ended = true;
        } else if (event instanceof ParticipantConnected connected) {
            members.put(connected.participant(), new Member(connected, atMillis));
            used = true;
        } else if (event instanceof ParticipantDisconnected gone) {
            members.remove(gone.participant());
            emptyMillis = atMillis;
        } else if (event instanceof PeersConnected connected) {
            peers.put(connected.peerConnection(), connected);
        } else if (event instanceof PeersDisconnected gone) {
            peers.remove(gone.peerConnection());
        } else if (event instanceof TrackPublished published) {
            LocalTrack track = new LocalTrack(
                    published.id(), published.kind(), published.name(), published.enabled(), TrackPriority.STANDARD);
            change(published.participant(), member -> member.tracks.put(published.track(), track));
        } else if (event instanceof TrackUnpublished unpublished) {
            change(unpublished.participant(), member -> member.tracks.remove(unpublished.track()));
        } else if (event instanceof TrackEnabled enabled) {
            change(enabled.participant(), member -> member.enable(enabled.track(), true));
        } else if (event instanceof TrackDisabled disabled) {
            change(disabled.participant(), member -> member.enable(disabled.track(), false));
        } else if (event instanceof SubscribeRulesChanged changed) {
            change(changed.participant(), member -> member.rules = changed.rules());
        }
    }

    /** Whether there is something to go on with: the room has begun, and is not over. */
    public boolean isInProgress() {
        return created != null && !ended;
    }

    /** How many participants are in the room. */
    public int participants() {
        return members.size();
    }

    public RoomSid sid() {
        return begun().room();
    }

    /** The account that the room belongs to. */
    public String accountSid() {
        return begun().accountSid();
    }

    /** Unique name, or the SID when it has none. */
    public String name() {
        return begun().name();
    }

    /** When the last event happened, epoch milliseconds. */
    public long lastMillis() {
        return lastMillis;
    }

    /**
     * How the room stands.
     *
     * @param nowMillis epoch milliseconds
     * @param firstRevision for all counters: above any that clients may have seen
     */
    public RoomSnapshot snapshot(long nowMillis, long firstRevision) {
        RoomCreated room = begun();
        List<RoomSnapshot.Member> there =
                members.values().stream().map(each -> snapshot(each, nowMillis)).toList();
        List<RoomSnapshot.Peers> connected = peers.values().stream()
                .map(each -> new RoomSnapshot.Peers(each.peerConnection(), each.offerer(), each.other()))
                .toList();
        return new RoomSnapshot(
                room.room(),
                room.accountSid(),
                room.name(),
                room.settings(),
                Duration.ofMillis(nowMillis - createdMillis),
                Duration.ofMillis(nowMillis - emptyMillis),
                used,
                firstRevision,
                there,
                connected);
    }

    private static RoomSnapshot.Member snapshot(Member member, long nowMillis) {
        List<RoomSnapshot.Track> tracks = member.tracks.entrySet().stream()
                .map(each -> new RoomSnapshot.Track(each.getKey(), each.getValue()))
                .toList();
        return new RoomSnapshot.Member(
                member.connected.participant(),
                member.connected.identity(),
                member.connected.session(),
                Duration.ofMillis(nowMillis - member.sinceMillis),
                member.rules,
                tracks);
    }

    private RoomCreated begun() {
        return Objects.requireNonNull(created, "the history begins with the creation");
    }

    /** A journal may have a gap, if its disk had: what cannot be placed is passed over. */
    private void change(ParticipantSid sid, Consumer<Member> change) {
        Member member = members.get(sid);
        if (member != null) {
            change.accept(member);
        }
    }
}
