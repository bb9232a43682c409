package io.parley.signaling.room;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.signaling.room.SimulatedNetwork.Socket;
import io.parley.signaling.room.SimulatedPeerConnection.Described;
import io.parley.signaling.room.SimulatedPeerConnection.Ice;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An application with the SDK, as far as the server can tell: what it sends, and what it makes of what it gets
 * (docs/signaling.md). Checks on the way what has to hold for each message.
 */
final class SimulatedClient implements SimulatedNetwork.Client, SimulatedPeerConnection.Owner {

    private static final ObjectMapper JSON = new ObjectMapper();

    enum State {
        CONNECTING,
        CONNECTED,
        SYNCING,
        DISCONNECTED
    }

    /** A remote participant, as this client sees it. */
    static final class Remote {
        long revision;
        String identity = "";
        String state = "";
        /** Enabled, by SID. */
        Map<String, Boolean> tracks = new TreeMap<>();
    }

    static final class Track {
        final String kind;
        boolean enabled = true;

        @Nullable
        String sid;

        Track(String kind) {
            this.kind = kind;
        }
    }

    static final class Subscription {
        final String id;
        /** The peer connection whose media the application shows: stays so, even when that one is dead. */
        @Nullable
        SimulatedPeerConnection shownFrom;

        Subscription(String id) {
            this.id = id;
        }
    }

    final String identity;
    private final String room;
    private final SimulatedNetwork network;
    private final int number;
    private final boolean gathersAtOnce;
    private final boolean overridesIceServers;
    State state = State.CONNECTING;

    @Nullable
    Socket socket;

    private String session = "";
    String sid = "";
    String roomSid = "";
    /** Code of the error with which the session ended, or 0. */
    int endedWith;

    private long participantRevision = 1;
    final Map<String, Track> tracks = new LinkedHashMap<>();
    final Map<String, SimulatedPeerConnection> peerConnections = new LinkedHashMap<>();
    private final Set<String> closedIds = new HashSet<>();
    final Map<String, Remote> remotes = new TreeMap<>();
    private final Map<String, Long> goneAt = new HashMap<>();
    final Map<String, Subscription> subscriptions = new TreeMap<>();
    private long publishedRevision;
    private long subscribedRevision;
    private final List<JsonNode> storedUpdates = new ArrayList<>();
    private final Map<String, ObjectNode> unsent = new LinkedHashMap<>();
    private boolean unsentParticipant;
    private int counter;
    private int losses;
    private final Map<String, Long> deliveredRevisions = new HashMap<>();
    private final Map<String, String> contents = new HashMap<>();

    SimulatedClient(String identity, String room, int number, SimulatedNetwork network) {
        this.identity = identity;
        this.room = room;
        this.number = number;
        this.network = network;
        this.gathersAtOnce = network.random.nextInt(4) == 0;
        this.overridesIceServers = network.random.nextBoolean();
        for (int i = network.random.nextInt(3); i > 0; i--) {
            addTrack();
        }
    }

    void connect() {
        openSocket();
        if (overridesIceServers) {
            hello(connectMessage());
        } else {
            ObjectNode ice = message("ice");
            ice.put("token", SimulatedNetwork.token(identity));
            hello(ice);
        }
    }

    void publish() {
        if (tracks.size() < 6 && state != State.DISCONNECTED) {
            addTrack();
            announce();
            List.copyOf(peerConnections.values()).forEach(SimulatedPeerConnection::offer);
        }
    }

    void unpublish() {
        if (!tracks.isEmpty() && state != State.DISCONNECTED) {
            tracks.remove(anyTrack());
            participantRevision++;
            announce();
            List.copyOf(peerConnections.values()).forEach(SimulatedPeerConnection::offer);
        }
    }

    void toggle() {
        Track track = tracks.isEmpty() ? null : tracks.get(anyTrack());
        if (track != null && state != State.DISCONNECTED) {
            track.enabled = !track.enabled;
            participantRevision++;
            announce();
        }
    }

    /** ICE could not be restored: the SDK gives the peer connection up. */
    void giveUp(SimulatedPeerConnection dead) {
        forget(dead);
        sendDescription(dead, new Described("close", dead.rev + 1, null));
    }

    void leave() {
        Socket current = socket;
        if (current != null && (state == State.CONNECTED || state == State.CONNECTING)) {
            goodbye(current);
        }
        state = State.DISCONNECTED;
    }

    /** The page is gone without a word. */
    void vanish(boolean serverLearns) {
        if (socket != null) {
            socket.sever(false, serverLearns, 1);
        }
        state = State.DISCONNECTED;
    }

    boolean live() {
        return state != State.DISCONNECTED;
    }

    @Override
    public void received(Socket from, String text) {
        if (from != socket || state == State.DISCONNECTED) {
            return;
        }
        JsonNode frame = parse(text);
        String type = frame.path("type").asText();
        if (type.equals("msg")) {
            roomMessage(from, frame.path("body"));
        } else if (!type.equals("welcome") && !type.equals("heartbeat")) {
            throw new AssertionError("a surprise for " + this + ": " + text);
        }
    }

    @Override
    public void socketLost(Socket lost) {
        if (lost != socket || state == State.DISCONNECTED) {
            return;
        }
        socket = null;
        lost.close();
        if (state == State.CONNECTING) {
            state = State.DISCONNECTED;
            return;
        }
        if (state == State.CONNECTED) {
            state = State.SYNCING;
            int loss = ++losses;
            network.after(SimulatedNetwork.SESSION_TIMEOUT.toNanos(), () -> giveUpSyncing(loss));
        }
        network.after(network.moment(2_000), this::sync);
    }

    @Override
    public String newUfrag() {
        return "u" + number + "x" + counter++;
    }

    @Override
    public Set<String> trackIds() {
        return tracks.keySet();
    }

    @Override
    public boolean offersAfterAnswer() {
        return network.random.nextInt(3) == 0;
    }

    @Override
    public void sendDescription(SimulatedPeerConnection from, Described description) {
        ObjectNode json = JSON.createObjectNode().put("type", description.type());
        json.put("revision", description.revision());
        if (description.sdp() != null) {
            json.put("sdp", description.sdp());
        }
        ObjectNode update = JSON.createObjectNode().put("id", from.id);
        update.set("description", json);
        send(update, () -> {});
    }

    @Override
    public void gather(SimulatedPeerConnection from) {
        String ufrag = from.ufrag;
        int count = network.random.nextInt(4);
        for (int i = 0; i <= count; i++) {
            boolean last = i == count;
            network.after(network.moment(300), () -> gathered(from, ufrag, last));
        }
    }

    private void gathered(SimulatedPeerConnection from, String ufrag, boolean last) {
        if (!from.ufrag.equals(ufrag) || from.closed || state == State.DISCONNECTED || from.complete) {
            return;
        }
        if (last) {
            from.complete = true;
        } else {
            from.candidates.add("c" + ufrag + "-" + from.candidates.size());
        }
        ObjectNode ice = JSON.createObjectNode();
        ArrayNode candidates = ice.putArray("candidates");
        from.candidates.forEach(each -> candidates.addObject().put("candidate", each));
        ice.put("ufrag", ufrag);
        ice.put("revision", ++from.iceRevision);
        if (last) {
            ice.put("complete", true);
        }
        ObjectNode update = JSON.createObjectNode().put("id", from.id);
        update.set("ice", ice);
        long revision = from.iceRevision;
        send(update, () -> from.candidatesLost |= from.iceRevision == revision && from.ufrag.equals(ufrag));
    }

    private void giveUpSyncing(int loss) {
        if (state == State.SYNCING && losses == loss) {
            network.log(this + " gives up");
            if (socket != null) {
                socket.close();
            }
            state = State.DISCONNECTED;
        }
    }

    private void sync() {
        if (state != State.SYNCING) {
            return;
        }
        openSocket();
        ObjectNode sync = message("sync");
        sync.put("session", session);
        sync.put("token", SimulatedNetwork.token(identity));
        sync.put("name", room);
        sync.set("participant", participant());
        ArrayNode states = sync.putArray("peer_connections");
        for (SimulatedPeerConnection each : peerConnections.values()) {
            ObjectNode json = states.addObject().put("id", each.id);
            Described local = each.local;
            if (local != null) {
                json.putObject("description")
                        .put("type", local.type())
                        .put("revision", local.revision())
                        .put("sdp", local.sdp());
            }
        }
        hello(sync);
    }

    private void openSocket() {
        Socket opened = network.open(this);
        socket = opened;
        deliveredRevisions.clear();
        network.after(Duration.ofSeconds(19).toNanos(), () -> heartbeat(opened));
    }

    private void heartbeat(Socket over) {
        if (over == socket && state != State.DISCONNECTED) {
            over.send("{\"type\":\"heartbeat\"}", () -> {});
            network.after(Duration.ofSeconds(19).toNanos(), () -> heartbeat(over));
        }
    }

    private void hello(ObjectNode body) {
        ObjectNode hello = JSON.createObjectNode()
                .put("id", "h" + counter++)
                .put("timeout", 20_000)
                .put("type", "hello")
                .put("version", 2);
        hello.set("body", body);
        sendText(hello, () -> {});
    }

    private ObjectNode connectMessage() {
        SimulatedPeerConnection speculative = newPeerConnection("pc-" + number);
        speculative.offer();
        unsent.clear();
        ObjectNode connect = message("connect");
        connect.put("name", room);
        connect.set("participant", participant());
        Described offer = speculative.local;
        if (offer == null) {
            throw new AssertionError("an offer has been made");
        }
        connect.putArray("peer_connections")
                .addObject()
                .put("id", speculative.id)
                .putObject("description")
                .put("type", offer.type())
                .put("revision", offer.revision())
                .put("sdp", offer.sdp());
        connect.put("token", SimulatedNetwork.token(identity));
        return connect;
    }

    private void roomMessage(Socket from, JsonNode body) {
        switch (body.path("type").asText()) {
            case "iced" -> send(from, connectMessage());
            case "connected" -> connected(body);
            case "update" -> update(body);
            case "synced" -> synced(body);
            case "disconnected", "error" -> ended(from, body);
            default -> throw new AssertionError("a surprise for " + this + ": " + body);
        }
    }

    private void connected(JsonNode body) {
        if (state != State.CONNECTING) {
            throw new AssertionError(this + " is connected twice");
        }
        state = State.CONNECTED;
        session = body.path("session").asText();
        sid = body.path("participant").path("sid").asText();
        roomSid = body.path("sid").asText();
        apply(body, false);
        flush();
    }

    private void update(JsonNode body) {
        if (state == State.CONNECTED) {
            apply(body, false);
        } else {
            storedUpdates.add(body);
        }
    }

    private void synced(JsonNode body) {
        if (state != State.SYNCING) {
            throw new AssertionError(this + " did not ask to be synced");
        }
        state = State.CONNECTED;
        apply(body, true);
        storedUpdates.forEach(each -> apply(each, false));
        storedUpdates.clear();
        flush();
    }

    private void ended(Socket from, JsonNode body) {
        endedWith = body.path("code").asInt(-1);
        goodbye(from);
        state = State.DISCONNECTED;
    }

    private void goodbye(Socket over) {
        ObjectNode disconnect = message("disconnect");
        disconnect.put("session", session.isEmpty() ? null : session);
        send(over, disconnect);
        over.send("{\"type\":\"bye\"}", () -> {});
        over.close();
        socket = null;
    }

    private void apply(JsonNode body, boolean whole) {
        subscribed(body.path("subscribed"));
        participants(body, whole);
        peerConnections(body, whole);
        published(body.path("published"));
        for (Subscription each : subscriptions.values()) {
            if (each.shownFrom == null) {
                each.shownFrom = peerConnections.values().stream()
                        .filter(candidate -> candidate.remoteTracks.contains(each.id))
                        .findFirst()
                        .orElse(null);
            }
        }
    }

    private void subscribed(JsonNode json) {
        if (json.isMissingNode()) {
            return;
        }
        long revision = checkRevision("subscribed", json);
        if (revision <= subscribedRevision) {
            return;
        }
        subscribedRevision = revision;
        Set<String> sids = new HashSet<>();
        for (JsonNode each : json.path("tracks")) {
            String track = each.path("sid").asText();
            sids.add(track);
            subscriptions.computeIfAbsent(
                    track, key -> new Subscription(each.path("id").asText()));
        }
        subscriptions.keySet().retainAll(sids);
    }

    private void participants(JsonNode body, boolean whole) {
        Set<String> named = new HashSet<>();
        for (JsonNode each : body.path("participants")) {
            String who = each.path("sid").asText();
            named.add(who);
            long revision = checkRevision(who, each);
            if (!who.equals(sid)) {
                participant(who, each, revision);
            }
        }
        if (whole) {
            remotes.keySet().retainAll(named);
        }
    }

    private void participant(String who, JsonNode json, long revision) {
        String newState = json.path("state").asText();
        if (revision <= goneAt.getOrDefault(who, 0L)) {
            return;
        }
        if (newState.equals("disconnected")) {
            Remote gone = remotes.get(who);
            if (gone == null || gone.revision < revision) {
                remotes.remove(who);
                goneAt.put(who, revision);
            }
            return;
        }
        Remote remote = remotes.computeIfAbsent(who, key -> new Remote());
        if (revision <= remote.revision) {
            return;
        }
        remote.revision = revision;
        remote.identity = json.path("identity").asText();
        remote.state = newState;
        remote.tracks = new TreeMap<>();
        for (JsonNode each : json.path("tracks")) {
            remote.tracks.put(each.path("sid").asText(), each.path("enabled").asBoolean());
        }
    }

    private void peerConnections(JsonNode body, boolean whole) {
        if (whole) {
            Set<String> named = new HashSet<>();
            body.path("peer_connections")
                    .forEach(each -> named.add(each.path("id").asText()));
            for (SimulatedPeerConnection each : List.copyOf(peerConnections.values())) {
                if (!named.contains(each.id)) {
                    forget(each);
                }
            }
        }
        for (JsonNode each : body.path("peer_connections")) {
            String id = each.path("id").asText();
            if (!closedIds.contains(id)) {
                SimulatedPeerConnection known = peerConnections.get(id);
                peerConnection(known == null ? newPeerConnection(id) : known, each);
            }
        }
    }

    private void peerConnection(SimulatedPeerConnection at, JsonNode json) {
        JsonNode ice = json.path("ice");
        if (ice.isObject()) {
            checkOrder("ice " + at.id, ice.path("revision").asLong());
            List<String> candidates = new ArrayList<>();
            ice.path("candidates")
                    .forEach(each -> candidates.add(each.path("candidate").asText()));
            at.receive(new Ice(
                    ice.path("revision").asLong(),
                    candidates,
                    ice.path("ufrag").asText(),
                    ice.path("complete").asBoolean()));
        }
        JsonNode description = json.path("description");
        if (description.isObject()) {
            String sdp = description.path("sdp").asText();
            if (!sdp.isEmpty()) {
                checkOrder("sdp " + at.id, Long.parseLong(sdp.split(";", -1)[1]));
            }
            at.receive(new Described(
                    description.path("type").asText(),
                    description.path("revision").asLong(),
                    sdp));
            if (at.closed) {
                forget(at);
            }
        }
    }

    private void published(JsonNode json) {
        if (json.isMissingNode()) {
            return;
        }
        long revision = checkRevision("published", json);
        if (revision <= publishedRevision) {
            return;
        }
        publishedRevision = revision;
        for (JsonNode each : json.path("tracks")) {
            Track track = tracks.get(each.path("id").asText());
            if (track != null && each.path("state").asText().equals("ready")) {
                track.sid = each.path("sid").asText();
            }
        }
    }

    /** Within a socket no revision goes back, and at any time one revision has one content. */
    private long checkRevision(String what, JsonNode json) {
        long revision = json.path("revision").asLong();
        checkOrder(what, revision);
        String known = contents.putIfAbsent(what + " " + revision, json.toString());
        if (known != null && !known.equals(json.toString())) {
            throw new AssertionError(this + " got two contents of " + what + " " + revision + ": " + known + json);
        }
        return revision;
    }

    private void checkOrder(String what, long number) {
        Long before = deliveredRevisions.put(what, number);
        if (before != null && before > number) {
            throw new AssertionError(this + " got " + what + " " + number + " after " + before);
        }
    }

    private SimulatedPeerConnection newPeerConnection(String id) {
        SimulatedPeerConnection created = new SimulatedPeerConnection(id, this, gathersAtOnce);
        peerConnections.put(id, created);
        return created;
    }

    private void forget(SimulatedPeerConnection dead) {
        dead.closed = true;
        closedIds.add(dead.id);
        peerConnections.remove(dead.id);
    }

    private void addTrack() {
        tracks.put("t" + number + "x" + counter++, new Track(network.random.nextBoolean() ? "audio" : "data"));
        participantRevision++;
    }

    private String anyTrack() {
        return List.copyOf(tracks.keySet()).get(network.random.nextInt(tracks.size()));
    }

    private void announce() {
        if (state == State.CONNECTED) {
            sendUpdate(List.of(), () -> {});
        } else {
            unsentParticipant = true;
        }
    }

    private void send(ObjectNode peerConnection, Runnable lost) {
        if (state == State.CONNECTED) {
            sendUpdate(List.of(peerConnection), lost);
        } else {
            ObjectNode merged =
                    unsent.computeIfAbsent(peerConnection.path("id").asText(), id -> JSON.createObjectNode());
            merged.setAll(peerConnection);
        }
    }

    private void flush() {
        if (unsentParticipant || !unsent.isEmpty()) {
            List<ObjectNode> states = List.copyOf(unsent.values());
            unsent.clear();
            unsentParticipant = false;
            sendUpdate(states, () -> states.forEach(this::lost));
        }
    }

    private void lost(ObjectNode update) {
        SimulatedPeerConnection from = peerConnections.get(update.path("id").asText());
        if (from != null && update.has("ice")) {
            from.candidatesLost |=
                    from.iceRevision == update.path("ice").path("revision").asLong();
        }
    }

    private void sendUpdate(List<ObjectNode> states, Runnable lost) {
        ObjectNode update = message("update");
        update.put("session", session);
        update.set("participant", participant());
        if (!states.isEmpty()) {
            update.putArray("peer_connections").addAll(states);
        }
        ObjectNode frame = JSON.createObjectNode().put("type", "msg");
        frame.set("body", update);
        sendText(frame, lost);
    }

    private void send(Socket over, ObjectNode body) {
        ObjectNode frame = JSON.createObjectNode().put("type", "msg");
        frame.set("body", body);
        over.send(frame.toString(), () -> {});
    }

    private void sendText(ObjectNode frame, Runnable lost) {
        if (socket != null) {
            socket.send(frame.toString(), lost);
        }
    }

    private ObjectNode participant() {
        ObjectNode json = JSON.createObjectNode().put("revision", participantRevision);
        ArrayNode list = json.putArray("tracks");
        tracks.forEach((id, track) -> list.addObject()
                .put("enabled", track.enabled)
                .put("id", id)
                .put("kind", track.kind)
                .put("name", "n-" + id)
                .put("priority", "standard"));
        return json;
    }

    private static ObjectNode message(String type) {
        return JSON.createObjectNode().put("type", type).put("version", 2);
    }

    private static JsonNode parse(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError("not JSON: " + text, e);
        }
    }

    @Override
    public String toString() {
        return identity + number;
    }
}
