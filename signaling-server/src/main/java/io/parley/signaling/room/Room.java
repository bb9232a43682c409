package io.parley.signaling.room;

import io.parley.machine.Deadlines;
import io.parley.machine.Machine;
import io.parley.signaling.connection.ConnectionRef;
import io.parley.signaling.identifier.ParticipantSid;
import io.parley.signaling.identifier.RoomSid;
import io.parley.signaling.identifier.Sids;
import io.parley.signaling.message.ErrorCode;
import io.parley.signaling.message.LocalParticipant;
import io.parley.signaling.message.PeerConnectionState;
import io.parley.signaling.message.RemoteParticipant;
import io.parley.signaling.message.RoomState;
import io.parley.signaling.message.ServerMessage;
import io.parley.signaling.message.Subscribed;
import io.parley.signaling.message.Subscribed.Subscription;
import io.parley.signaling.room.RoomEvent.EndReason;
import io.parley.signaling.room.RoomEvent.ParticipantConnected;
import io.parley.signaling.room.RoomEvent.ParticipantDisconnected;
import io.parley.signaling.room.RoomEvent.ParticipantReconnected;
import io.parley.signaling.room.RoomEvent.ParticipantReconnecting;
import io.parley.signaling.room.RoomEvent.PeersConnected;
import io.parley.signaling.room.RoomEvent.PeersDisconnected;
import io.parley.signaling.room.RoomEvent.Reason;
import io.parley.signaling.room.RoomEvent.RecordingRulesChanged;
import io.parley.signaling.room.RoomEvent.RoomCreated;
import io.parley.signaling.room.RoomEvent.RoomEnded;
import io.parley.signaling.room.RoomEvent.SubscribeRulesChanged;
import io.parley.signaling.room.RoomOutput.Answer;
import io.parley.signaling.room.RoomOutput.Emit;
import io.parley.signaling.room.RoomOutput.Outcome;
import io.parley.signaling.room.RoomOutput.Send;
import io.parley.signaling.room.RoomOutput.Supersede;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One room: its participants, what they publish, and how long everything may last.
 *
 * <p>A participant is {@code connected} while it has a connection and {@code reconnecting} while it has none; then it
 * misses nothing, since {@code synced} tells the whole state and not the steps that led there. Each input ends with at
 * most one message to each participant.
 */
final class Room implements Machine<RoomCommand, RoomOutput>, Topology.Outlet {

    private sealed interface Timer {
        /** The participant has not come back. */
        record Window(ParticipantSid participant) implements Timer {}

        /** The participant has stayed long enough. */
        record Stay(ParticipantSid participant) implements Timer {}

        /** Nobody has come for a while. */
        record Empty() implements Timer {}

        /** The room has lasted long enough. */
        record Life() implements Timer {}
    }

    private record Couple(ParticipantSid one, ParticipantSid other) {
        boolean is(ParticipantSid a, ParticipantSid b) {
            return (one.equals(a) && other.equals(b)) || (one.equals(b) && other.equals(a));
        }
    }

    private final RoomSid sid;
    private final String name;
    private final RoomSettings settings;
    private final Sids sids;
    private final Topology topology;
    private final Publishing publishing;
    private final Map<ParticipantSid, Participant> participants = new LinkedHashMap<>(4);
    private final Map<ConnectionRef, Participant> byConnection = new HashMap<>(4);
    private final Deadlines<Timer> deadlines = new Deadlines<>();
    private final Queue<RoomOutput> outputs = new ArrayDeque<>();
    private Changes changes = new Changes();
    private @Nullable Couple separated;
    /** Who is about to be told the whole state, and hears of no steps towards it. */
    private @Nullable Participant resuming;

    private boolean ended;

    /** @param name unique name, or null when the room has none: then it is called by its SID */
    Room(RoomSid sid, @Nullable String name, RoomSettings settings, Sids sids) {
        this.sid = sid;
        this.name = name == null ? sid.value() : name;
        this.settings = settings;
        this.sids = sids;
        this.topology = settings.type().newTopology(sids::hex);
        this.publishing = new Publishing(sid, settings, sids, this::emit);
    }

    /** Begins the life of a new room. */
    void open(long nowNanos, String accountSid, boolean adHoc, RoomProfile profile) {
        deadlines.set(new Timer.Life(), nowNanos + settings.maxDuration().toNanos());
        deadlines.set(new Timer.Empty(), nowNanos + settings.unusedTimeout().toNanos());
        emit(new RoomCreated(sid, accountSid, name, adHoc, settings, profile));
    }

    /** Goes on with the life of a room that was there before a restart. Everybody is away. */
    void restore(long nowNanos, RoomSnapshot snapshot) {
        deadlines.set(
                new Timer.Life(),
                nowNanos + settings.maxDuration().minus(snapshot.age()).toNanos());
        for (RoomSnapshot.Member member : snapshot.members()) {
            participants.put(member.sid(), Participant.restored(member, snapshot.firstRevision()));
            deadlines.set(
                    new Timer.Stay(member.sid()),
                    nowNanos
                            + settings.maxParticipantDuration()
                                    .minus(member.stay())
                                    .toNanos());
            awaitReturn(nowNanos, member.sid());
        }
        topology.restore(snapshot.members(), snapshot.peers());
        if (participants.isEmpty()) {
            Duration patience = snapshot.used() ? settings.emptyTimeout() : settings.unusedTimeout();
            deadlines.set(
                    new Timer.Empty(),
                    nowNanos + patience.minus(snapshot.empty()).toNanos());
        }
    }

    boolean ended() {
        return ended;
    }

    @Override
    public void handle(long nowNanos, RoomCommand command) {
        if (command instanceof RoomCommand.Update update) {
            update(update);
        } else if (command instanceof RoomCommand.Join join) {
            join(nowNanos, join);
        } else if (command instanceof RoomCommand.Resume resume) {
            resume(resume);
        } else if (command instanceof RoomCommand.Lose lose) {
            lose(nowNanos, lose.connection());
        } else if (command instanceof RoomCommand.Leave leave) {
            leave(nowNanos, leave.connection());
        } else if (command instanceof RoomCommand.ToRoom request) {
            boolean done = serve(nowNanos, request);
            outputs.add(new Answer(done ? new Outcome.Done(sid) : new Outcome.NotThere()));
        } else {
            throw new IllegalStateException("no rule for " + command.getClass());
        }
        flush();
    }

    /** @return whether it could be done */
    private boolean serve(long nowNanos, RoomCommand.ToRoom request) {
        if (request instanceof RoomCommand.Complete) {
            complete(EndReason.COMPLETED);
            return true;
        }
        if (request instanceof RoomCommand.Remove remove) {
            return remove(nowNanos, remove.participant());
        }
        if (request instanceof RoomCommand.SetSubscribeRules set) {
            return subscribe(set.participant(), set.rules());
        }
        emit(new RecordingRulesChanged(sid, ((RoomCommand.SetRecordingRules) request).rules()));
        return true;
    }

    private boolean subscribe(ParticipantSid who, TrackRules rules) {
        Participant participant = participants.get(who);
        if (participant == null) {
            return false;
        }
        participant.subscribeRules = rules;
        changes.subscriptionsOf(who);
        emit(new SubscribeRulesChanged(sid, who, rules));
        return true;
    }

    @Override
    public void handleTimeout(long nowNanos) {
        for (Timer timer = deadlines.pollDue(nowNanos); timer != null; timer = deadlines.pollDue(nowNanos)) {
            expire(nowNanos, timer);
            flush();
        }
    }

    @Override
    public @Nullable RoomOutput poll() {
        return outputs.poll();
    }

    @Override
    public long nextTimeoutNanos() {
        return deadlines.nextNanos();
    }

    @Override
    public void tell(ParticipantSid to, PeerConnectionState news) {
        changes.peerConnection(to, news);
    }

    /** In two steps, since the SDK keeps a dead track that stays subscribed under the same id. */
    @Override
    public void renewSubscriptions(ParticipantSid one, ParticipantSid other) {
        separated = new Couple(one, other);
        changes.subscriptions();
        flush();
        separated = null;
        changes.subscriptions();
    }

    @Override
    public void connected(String peerConnection, ParticipantSid offerer, ParticipantSid other) {
        emit(new PeersConnected(sid, peerConnection, offerer, other));
    }

    @Override
    public void disconnected(String peerConnection) {
        emit(new PeersDisconnected(sid, peerConnection));
    }

    private void join(long nowNanos, RoomCommand.Join join) {
        Participant former = withIdentity(join.identity());
        int others = participants.size() - (former == null ? 0 : 1);
        if (others >= settings.maxParticipants()) {
            send(join.connection(), new ServerMessage.Failure(ErrorCode.ROOM_FULL));
            return;
        }
        if (former != null) {
            dismiss(former, ErrorCode.PARTICIPANT_DUPLICATE_IDENTITY);
            depart(nowNanos, former, Reason.DUPLICATE_IDENTITY);
        }
        Participant newcomer =
                new Participant(sids.participant(), join.identity(), sid.value() + "." + sids.hex(), join.connection());
        participants.put(newcomer.sid, newcomer);
        byConnection.put(join.connection(), newcomer);
        deadlines.clear(new Timer.Empty());
        deadlines.set(
                new Timer.Stay(newcomer.sid),
                nowNanos + settings.maxParticipantDuration().toNanos());
        emit(new ParticipantConnected(sid, newcomer.sid, newcomer.identity, newcomer.session, join.publisher()));
        if (!join.subscribes() && settings.type().isGroup()) {
            newcomer.subscribeRules = TrackRules.NONE;
            emit(new SubscribeRulesChanged(sid, newcomer.sid, TrackRules.NONE));
        }
        if (publishing.apply(newcomer, join.participant()).tracks()) {
            changes.subscriptions();
        }
        changes.participant(newcomer.asSeenByOthers());
        topology.join(newcomer.sid, join.peerConnections(), this);
        welcome(newcomer);
    }

    private void welcome(Participant newcomer) {
        RoomState state = wholeState(newcomer, changes.peerConnectionsFor(newcomer.sid), subscribed(newcomer));
        send(
                newcomer.connection,
                new ServerMessage.Connected(
                        newcomer.session,
                        sid,
                        name,
                        newcomer.sid,
                        newcomer.identity,
                        settings.sessionTimeout().toSeconds(),
                        state));
        flushExcept(newcomer);
    }

    private void resume(RoomCommand.Resume resume) {
        Participant participant = withSession(resume.session(), resume.identity());
        if (participant == null) {
            send(resume.connection(), new ServerMessage.Failure(ErrorCode.PARTICIPANT_NOT_FOUND));
            return;
        }
        attach(participant, resume.connection());
        resuming = participant;
        announce(participant, resume.participant());
        resume.peerConnections().forEach(each -> topology.receive(participant.sid, each, this));
        Set<String> live =
                resume.peerConnections().stream().map(PeerConnectionState::id).collect(Collectors.toSet());
        Topology.Resumption resumption = topology.resume(participant.sid, live, this);
        resuming = null;
        sync(participant, resumption);
    }

    /** In two steps where media is connected anew, for the same reason as {@link #renewSubscriptions}. */
    private void sync(Participant participant, Topology.Resumption resumption) {
        boolean parted = !subscribed(participant).equals(subscribed(participant, resumption.anew()));
        if (changes.changesSubscriptionsOf(participant.sid) || parted) {
            participant.subscribedRevision++;
        }
        Subscribed kept = subscribed(participant, resumption.anew());
        send(
                participant.connection,
                new ServerMessage.Synced(
                        participant.session,
                        sid,
                        name,
                        participant.sid,
                        participant.identity,
                        wholeState(participant, resumption.states(), kept)));
        if (parted) {
            participant.subscribedRevision++;
            RoomState rest = new RoomState(List.of(), List.of(), null, subscribed(participant));
            send(participant.connection, new ServerMessage.Update(rest));
        }
        flushExcept(participant);
    }

    private void attach(Participant participant, ConnectionRef connection) {
        ConnectionRef former = participant.connection;
        participant.connection = connection;
        byConnection.put(connection, participant);
        if (former != null) {
            byConnection.remove(former);
            outputs.add(new Supersede(former));
            return;
        }
        deadlines.clear(new Timer.Window(participant.sid));
        participant.revision++;
        changes.participant(participant.asSeenByOthers());
        emit(new ParticipantReconnected(sid, participant.sid));
    }

    private void update(RoomCommand.Update update) {
        Participant participant = byConnection.get(update.connection());
        if (participant == null || !participant.session.equals(update.session())) {
            return;
        }
        announce(participant, update.participant());
        for (PeerConnectionState each : update.peerConnections()) {
            topology.receive(participant.sid, each, this);
        }
    }

    private void announce(Participant participant, LocalParticipant wanted) {
        Publishing.Change change = publishing.apply(participant, wanted);
        if (change.verdicts()) {
            participant.publishedRevision++;
            changes.verdicts(participant.sid);
        }
        if (change.tracks()) {
            changes.subscriptions();
        }
        if (change.visible()) {
            participant.revision++;
            changes.participant(participant.asSeenByOthers());
        }
    }

    private void lose(long nowNanos, ConnectionRef connection) {
        Participant participant = byConnection.remove(connection);
        if (participant == null) {
            return;
        }
        participant.connection = null;
        participant.revision++;
        changes.participant(participant.asSeenByOthers());
        awaitReturn(nowNanos, participant.sid);
    }

    private void awaitReturn(long nowNanos, ParticipantSid who) {
        deadlines.set(
                new Timer.Window(who),
                nowNanos
                        + settings.sessionTimeout().toNanos()
                        + settings.sessionGrace().toNanos());
        emit(new ParticipantReconnecting(sid, who));
    }

    private void leave(long nowNanos, ConnectionRef connection) {
        Participant participant = byConnection.get(connection);
        if (participant != null) {
            depart(nowNanos, participant, Reason.LEFT);
        }
    }

    private boolean remove(long nowNanos, ParticipantSid who) {
        Participant participant = participants.get(who);
        if (participant == null) {
            return false;
        }
        send(participant.connection, new ServerMessage.Disconnected(false));
        depart(nowNanos, participant, Reason.REMOVED);
        return true;
    }

    private void expire(long nowNanos, Timer timer) {
        if (timer instanceof Timer.Window window) {
            departIfHere(nowNanos, window.participant(), Reason.SESSION_TIMEOUT);
        } else if (timer instanceof Timer.Stay stay) {
            departIfHere(nowNanos, stay.participant(), Reason.SESSION_LENGTH_EXCEEDED);
        } else if (timer instanceof Timer.Empty) {
            complete(EndReason.EMPTY);
        } else if (timer instanceof Timer.Life) {
            complete(EndReason.MAX_DURATION);
        } else {
            throw new IllegalStateException("no rule for " + timer.getClass());
        }
    }

    private void departIfHere(long nowNanos, ParticipantSid who, Reason reason) {
        Participant participant = participants.get(who);
        if (participant != null) {
            if (reason == Reason.SESSION_LENGTH_EXCEEDED) {
                dismiss(participant, ErrorCode.PARTICIPANT_SESSION_LENGTH_EXCEEDED);
            }
            depart(nowNanos, participant, reason);
        }
    }

    private void dismiss(Participant participant, ErrorCode error) {
        send(participant.connection, new ServerMessage.Failure(error));
    }

    private void depart(long nowNanos, Participant gone, Reason reason) {
        forget(gone);
        topology.leave(gone.sid, this);
        changes.participant(gone.asGone());
        if (!gone.publications.isEmpty()) {
            changes.subscriptions();
        }
        publishing.unpublishAll(gone);
        emit(new ParticipantDisconnected(sid, gone.sid, reason));
        if (participants.isEmpty()) {
            deadlines.set(new Timer.Empty(), nowNanos + settings.emptyTimeout().toNanos());
        }
    }

    private void forget(Participant gone) {
        participants.remove(gone.sid);
        if (gone.connection != null) {
            byConnection.remove(gone.connection);
        }
        deadlines.clear(new Timer.Window(gone.sid));
        deadlines.clear(new Timer.Stay(gone.sid));
    }

    private void complete(EndReason reason) {
        for (Participant participant : List.copyOf(participants.values())) {
            send(participant.connection, new ServerMessage.Disconnected(true));
            forget(participant);
            publishing.unpublishAll(participant);
            emit(new ParticipantDisconnected(sid, participant.sid, Reason.ROOM_COMPLETED));
        }
        deadlines.clear(new Timer.Empty());
        deadlines.clear(new Timer.Life());
        changes = new Changes();
        ended = true;
        emit(new RoomEnded(sid, reason));
    }

    private RoomState wholeState(
            Participant receiver, List<PeerConnectionState> peerConnections, Subscribed subscribed) {
        List<RemoteParticipant> others = participants.values().stream()
                .filter(other -> other != receiver)
                .map(Participant::asSeenByOthers)
                .toList();
        return new RoomState(others, peerConnections, receiver.verdicts(), subscribed);
    }

    /** What its rules select of what the others publish; who is being connected anew is left out for a moment. */
    private Subscribed subscribed(Participant receiver) {
        return subscribed(receiver, Set.of());
    }

    private Subscribed subscribed(Participant receiver, Set<ParticipantSid> without) {
        List<Subscription> tracks = new ArrayList<>();
        for (Participant other : participants.values()) {
            boolean apart = without.contains(other.sid) || (separated != null && separated.is(receiver.sid, other.sid));
            if (other != receiver && !apart) {
                other.publications.forEach((id, publication) -> {
                    if (receiver.subscribeRules.select(publication.asSeenByRules(other))) {
                        tracks.add(new Subscription(publication.sid(), id));
                    }
                });
            }
        }
        return new Subscribed(receiver.subscribedRevision, tracks);
    }

    private void flush() {
        flushExcept(null);
    }

    private void flushExcept(@Nullable Participant informed) {
        Changes told = changes;
        if (told.isEmpty()) {
            return;
        }
        changes = new Changes();
        for (Participant receiver : participants.values()) {
            if (receiver == informed) {
                continue;
            }
            if (told.changesSubscriptionsOf(receiver.sid)) {
                receiver.subscribedRevision++;
            }
            if (receiver.connection != null && receiver != resuming) {
                tell(receiver, told);
            }
        }
    }

    private void tell(Participant receiver, Changes told) {
        RoomState state = told.forReceiver(receiver, subscribed(receiver));
        if (!state.isEmpty()) {
            send(receiver.connection, new ServerMessage.Update(state));
        }
    }

    private @Nullable Participant withIdentity(String identity) {
        return participants.values().stream()
                .filter(participant -> participant.identity.equals(identity))
                .findFirst()
                .orElse(null);
    }

    private @Nullable Participant withSession(String session, String identity) {
        Participant participant = withIdentity(identity);
        return participant != null && participant.session.equals(session) ? participant : null;
    }

    private void send(@Nullable ConnectionRef to, ServerMessage message) {
        if (to != null) {
            outputs.add(new Send(to, message));
        }
    }

    private void emit(RoomEvent event) {
        outputs.add(new Emit(event));
    }
}
