package io.parley.signaling.message;

import io.parley.signaling.message.ClientMessage.Connect;
import io.parley.signaling.message.ClientMessage.Disconnect;
import io.parley.signaling.message.ClientMessage.Ice;
import io.parley.signaling.message.ClientMessage.Malformed;
import io.parley.signaling.message.ClientMessage.Sync;
import io.parley.signaling.message.ClientMessage.Update;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads a room message. Members may stand in any order, so all are collected before the type decides; members that
 * are not known are passed over.
 */
public final class ClientMessageReader {

    static final int MAX_ID_CHARS = 256;
    static final int MAX_TOKEN_CHARS = 8 * 1024;
    static final int MAX_TEXT_CHARS = 1024 * 1024;
    static final int MAX_SDP_CHARS = 256 * 1024;
    static final int MAX_CANDIDATE_CHARS = 2 * 1024;
    /** Of all candidates together: the server keeps them, for each pair and side. */
    static final int MAX_ICE_CHARS = 64 * 1024;

    static final int MAX_CANDIDATES = 256;
    static final int MAX_PEER_CONNECTIONS = 128;
    static final int MAX_TRACKS = 256;
    static final int MAX_PUBLISHER_CHARS = 100;
    private static final int MAX_SUBSCRIBE_RULES = 20;

    private String type = "";
    private @Nullable String token;
    private @Nullable String session;
    private @Nullable String name;
    private @Nullable LocalParticipant participant;
    private List<PeerConnectionState> peerConnections = List.of();
    private Publisher publisher = Publisher.UNKNOWN;
    private boolean subscribes = true;

    private ClientMessageReader() {}

    /** Reads the message at hand; what breaks a rule of the room protocol becomes {@link Malformed}. */
    public static ClientMessage read(JsonReader json) throws IOException {
        int depth = json.isObject() ? json.depth() - 1 : json.depth();
        try {
            ClientMessageReader message = new ClientMessageReader();
            json.object("body", member -> message.member(member, json));
            return message.build();
        } catch (MalformedMessageException e) {
            json.leaveTo(depth);
            return new Malformed(e.getMessage() == null ? "" : e.getMessage());
        }
    }

    private void member(String member, JsonReader json) throws IOException, MalformedMessageException {
        switch (member) {
            case "type" -> type = json.string(member, MAX_ID_CHARS);
            case "token" -> token = json.string(member, MAX_TOKEN_CHARS);
            case "session" -> session = json.isNull() ? null : json.string(member, MAX_ID_CHARS);
            case "name" -> name = json.isNull() ? null : json.string(member, MAX_TEXT_CHARS);
            case "participant" -> participant = participant(json);
            case "peer_connections" ->
                peerConnections = json.array(member, MAX_PEER_CONNECTIONS, ClientMessageReader::peerConnection);
            case "publisher" -> publisher = publisher(json);
            case "subscribe" -> subscribes = subscribes(json);
            default -> json.skip();
        }
    }

    private ClientMessage build() throws MalformedMessageException {
        return switch (type) {
            case "ice" -> new Ice(required("token", token));
            case "connect" ->
                new Connect(
                        required("token", token),
                        name,
                        required("participant", participant),
                        peerConnections,
                        publisher,
                        subscribes);
            case "sync" ->
                new Sync(
                        required("session", session),
                        required("token", token),
                        required("participant", participant),
                        peerConnections);
            case "update" ->
                new Update(required("session", session), required("participant", participant), peerConnections);
            case "disconnect" -> new Disconnect();
            default -> throw new MalformedMessageException("body.type is not known");
        };
    }

    private static <T> T required(String member, @Nullable T value) throws MalformedMessageException {
        if (value == null) {
            throw new MalformedMessageException(member + " is missing");
        }
        return value;
    }

    private static LocalParticipant participant(JsonReader json) throws IOException, MalformedMessageException {
        var read = new Object() {
            @Nullable
            Long revision;

            @Nullable
            List<LocalTrack> tracks;
        };
        json.object("participant", member -> {
            switch (member) {
                case "revision" -> read.revision = json.count("participant.revision");
                case "tracks" -> read.tracks = json.array("participant.tracks", MAX_TRACKS, ClientMessageReader::track);
                default -> json.skip();
            }
        });
        return new LocalParticipant(
                required("participant.revision", read.revision), required("participant.tracks", read.tracks));
    }

    /** There is one rule, {@code {"type": "include" | "exclude", "all": true}}. */
    private static boolean subscribes(JsonReader json) throws IOException, MalformedMessageException {
        var read = new Object() {
            boolean included = true;
        };
        json.object("subscribe", member -> {
            if (member.equals("rules")) {
                json.array("subscribe.rules", MAX_SUBSCRIBE_RULES, rule -> {
                    rule.object("subscribe rule", filter -> {
                        if (filter.equals("type")) {
                            read.included = rule.string("subscribe rule.type", MAX_ID_CHARS)
                                    .equals("include");
                        } else {
                            rule.skip();
                        }
                    });
                    return read.included;
                });
            } else {
                json.skip();
            }
        });
        return read.included;
    }

    private static LocalTrack track(JsonReader json) throws IOException, MalformedMessageException {
        var read = new Object() {
            @Nullable
            String id;

            @Nullable
            String name;

            @Nullable
            TrackKind kind;

            boolean enabled = true;
            TrackPriority priority = TrackPriority.STANDARD;
        };
        json.object("track", member -> {
            switch (member) {
                case "id" -> read.id = json.string("track.id", MAX_ID_CHARS);
                case "name" -> read.name = json.string("track.name", MAX_TEXT_CHARS);
                case "kind" -> read.kind = named("track.kind", TrackKind.values(), json);
                case "enabled" -> read.enabled = json.flag("track.enabled");
                case "priority" -> read.priority = named("track.priority", TrackPriority.values(), json);
                default -> json.skip();
            }
        });
        String id = required("track.id", read.id);
        String name = read.name == null ? id : read.name;
        return new LocalTrack(id, required("track.kind", read.kind), name, read.enabled, read.priority);
    }

    private static PeerConnectionState peerConnection(JsonReader json) throws IOException, MalformedMessageException {
        var read = new Object() {
            @Nullable
            String id;

            @Nullable
            Description description;

            @Nullable
            IceCandidates ice;
        };
        json.object("peer_connection", member -> {
            switch (member) {
                case "id" -> read.id = json.string("peer_connection.id", MAX_ID_CHARS);
                case "description" -> read.description = description(json);
                case "ice" -> read.ice = ice(json);
                default -> json.skip();
            }
        });
        return new PeerConnectionState(required("peer_connection.id", read.id), read.description, read.ice);
    }

    private static Description description(JsonReader json) throws IOException, MalformedMessageException {
        var read = new Object() {
            Description.@Nullable Type type;
            long revision;

            @Nullable
            String sdp;
        };
        json.object("description", member -> {
            switch (member) {
                case "type" -> read.type = named("description.type", Description.Type.values(), json);
                case "revision" -> read.revision = json.count("description.revision");
                case "sdp" -> read.sdp = json.string("description.sdp", MAX_SDP_CHARS);
                default -> json.skip();
            }
        });
        Description.Type type = required("description.type", read.type);
        return new Description(type, read.revision, type.hasSdp() ? required("description.sdp", read.sdp) : null);
    }

    private static IceCandidates ice(JsonReader json) throws IOException, MalformedMessageException {
        var read = new Object() {
            List<String> candidates = List.of();

            @Nullable
            String ufrag;

            long revision;
            boolean complete;
        };
        json.object("ice", member -> {
            switch (member) {
                case "candidates" ->
                    read.candidates = json.array(
                            "ice.candidates",
                            MAX_CANDIDATES,
                            each -> each.verbatimObject("candidate", MAX_CANDIDATE_CHARS));
                case "ufrag" -> read.ufrag = json.string("ice.ufrag", MAX_ID_CHARS);
                case "revision" -> read.revision = json.count("ice.revision");
                case "complete" -> read.complete = json.flag("ice.complete");
                default -> json.skip();
            }
        });
        if (read.candidates.stream().mapToInt(String::length).sum() > MAX_ICE_CHARS) {
            throw new MalformedMessageException("ice.candidates have more than " + MAX_ICE_CHARS + " characters");
        }
        return new IceCandidates(read.candidates, required("ice.ufrag", read.ufrag), read.revision, read.complete);
    }

    private static Publisher publisher(JsonReader json) throws IOException, MalformedMessageException {
        String[] read = {"", ""};
        json.object("publisher", member -> {
            switch (member) {
                case "name" -> read[0] = json.string("publisher.name", MAX_PUBLISHER_CHARS);
                case "sdk_version" -> read[1] = json.string("publisher.sdk_version", MAX_PUBLISHER_CHARS);
                default -> json.skip();
            }
        });
        return new Publisher(read[0], read[1]);
    }

    private static <E extends Enum<E> & WireName> E named(String what, E[] constants, JsonReader json)
            throws IOException, MalformedMessageException {
        E constant = WireName.find(constants, json.string(what, MAX_ID_CHARS));
        if (constant == null) {
            throw new MalformedMessageException(what + " is not known");
        }
        return constant;
    }
}
