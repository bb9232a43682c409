package io.parley.signaling.message;

import com.fasterxml.jackson.core.JsonGenerator;
import io.parley.signaling.identifier.ParticipantSid;
import io.parley.signaling.message.Published.Failed;
import io.parley.signaling.message.Published.Ready;
import io.parley.signaling.message.Published.Verdict;
import io.parley.signaling.message.ServerMessage.Connected;
import io.parley.signaling.message.ServerMessage.Disconnected;
import io.parley.signaling.message.ServerMessage.Iced;
import io.parley.signaling.message.ServerMessage.Synced;
import io.parley.signaling.message.ServerMessage.Update;
import java.io.IOException;
import java.util.List;

/** Writes a room message as JSON. */
public final class ServerMessageWriter {

    private static final int ICE_PROTOCOL_VERSION = 1;
    private static final int ROOM_PROTOCOL_VERSION = 2;

    private final JsonGenerator json;

    private ServerMessageWriter(JsonGenerator json) {
        this.json = json;
    }

    /** Writes {@code message} as one object. */
    public static void write(ServerMessage message, JsonGenerator json) throws IOException {
        new ServerMessageWriter(json).message(message);
    }

    private void message(ServerMessage message) throws IOException {
        json.writeStartObject();
        if (message instanceof Update update) {
            head("update", ROOM_PROTOCOL_VERSION);
            state(update.state());
        } else if (message instanceof Connected connected) {
            connected(connected);
        } else if (message instanceof Synced synced) {
            synced(synced);
        } else if (message instanceof Iced iced) {
            head("iced", ICE_PROTOCOL_VERSION);
            iceServers(iced.servers());
        } else if (message instanceof Disconnected disconnected) {
            head("disconnected", ROOM_PROTOCOL_VERSION);
            json.writeStringField("status", disconnected.roomCompleted() ? "completed" : "removed");
        } else if (message instanceof ServerMessage.Failure error) {
            head("error", ROOM_PROTOCOL_VERSION);
            error(error.code(), error.message());
        } else {
            throw new IllegalStateException("no JSON for " + message.getClass());
        }
        json.writeEndObject();
    }

    private void head(String type, int version) throws IOException {
        json.writeStringField("type", type);
        json.writeNumberField("version", version);
    }

    private void connected(Connected connected) throws IOException {
        head("connected", ROOM_PROTOCOL_VERSION);
        room(connected.session(), connected.room().value(), connected.name());
        self(connected.participant(), connected.identity());
        json.writeObjectFieldStart("options");
        json.writeNumberField("session_timeout", connected.sessionTimeoutSeconds());
        json.writeEndObject();
        wholeState(connected.state());
    }

    private void synced(Synced synced) throws IOException {
        head("synced", ROOM_PROTOCOL_VERSION);
        room(synced.session(), synced.room().value(), synced.name());
        self(synced.participant(), synced.identity());
        wholeState(synced.state());
    }

    private void room(String session, String sid, String name) throws IOException {
        json.writeStringField("session", session);
        json.writeStringField("sid", sid);
        json.writeStringField("name", name);
    }

    private void self(ParticipantSid sid, String identity) throws IOException {
        json.writeObjectFieldStart("participant");
        json.writeStringField("sid", sid.value());
        json.writeStringField("identity", identity);
        json.writeEndObject();
    }

    /**
     * All parts, the empty ones too: after {@code synced} the SDK drops what is not listed, and a {@code recording}
     * that comes later than {@code connected} would make it announce a recording that never stopped.
     */
    private void wholeState(RoomState state) throws IOException {
        participants(state.participants());
        peerConnections(state.peerConnections());
        published(state);
        subscribed(state);
        json.writeObjectFieldStart("recording");
        json.writeBooleanField("is_recording", false);
        json.writeNumberField("revision", 1);
        json.writeEndObject();
    }

    private void state(RoomState state) throws IOException {
        if (!state.participants().isEmpty()) {
            participants(state.participants());
        }
        if (!state.peerConnections().isEmpty()) {
            peerConnections(state.peerConnections());
        }
        published(state);
        subscribed(state);
    }

    private void participants(List<RemoteParticipant> participants) throws IOException {
        json.writeArrayFieldStart("participants");
        for (RemoteParticipant participant : participants) {
            json.writeStartObject();
            json.writeStringField("sid", participant.sid().value());
            json.writeStringField("identity", participant.identity());
            json.writeStringField("state", participant.state().wireName());
            json.writeNumberField("revision", participant.revision());
            json.writeArrayFieldStart("tracks");
            for (RemoteTrack track : participant.tracks()) {
                track(track);
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void track(RemoteTrack track) throws IOException {
        json.writeStartObject();
        json.writeStringField("sid", track.sid().value());
        json.writeStringField("kind", track.kind().wireName());
        json.writeStringField("name", track.name());
        json.writeBooleanField("enabled", track.enabled());
        json.writeStringField("priority", track.priority().wireName());
        json.writeEndObject();
    }

    private void peerConnections(List<PeerConnectionState> states) throws IOException {
        json.writeArrayFieldStart("peer_connections");
        for (PeerConnectionState state : states) {
            json.writeStartObject();
            json.writeStringField("id", state.id());
            if (state.description() != null) {
                description(state.description());
            }
            if (state.ice() != null) {
                ice(state.ice());
            }
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void description(Description description) throws IOException {
        json.writeObjectFieldStart("description");
        json.writeStringField("type", description.type().wireName());
        if (description.type() != Description.Type.CLOSE) {
            json.writeNumberField("revision", description.revision());
        }
        if (description.sdp() != null) {
            json.writeStringField("sdp", description.sdp());
        }
        json.writeEndObject();
    }

    private void ice(IceCandidates ice) throws IOException {
        json.writeObjectFieldStart("ice");
        json.writeArrayFieldStart("candidates");
        for (String candidate : ice.candidates()) {
            json.writeRawValue(candidate);
        }
        json.writeEndArray();
        json.writeStringField("ufrag", ice.ufrag());
        json.writeNumberField("revision", ice.revision());
        if (ice.complete()) {
            json.writeBooleanField("complete", true);
        }
        json.writeEndObject();
    }

    private void published(RoomState state) throws IOException {
        if (state.published() == null) {
            return;
        }
        json.writeObjectFieldStart("published");
        json.writeNumberField("revision", state.published().revision());
        json.writeArrayFieldStart("tracks");
        for (Verdict verdict : state.published().tracks()) {
            verdict(verdict);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void verdict(Verdict verdict) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", verdict.id());
        if (verdict instanceof Ready ready) {
            json.writeStringField("state", "ready");
            json.writeStringField("sid", ready.sid().value());
        } else if (verdict instanceof Failed failed) {
            json.writeStringField("state", "failed");
            json.writeObjectFieldStart("error");
            error(failed.error().code(), failed.error().message());
            json.writeEndObject();
        } else {
            throw new IllegalStateException("no JSON for " + verdict.getClass());
        }
        json.writeEndObject();
    }

    private void subscribed(RoomState state) throws IOException {
        if (state.subscribed() == null) {
            return;
        }
        json.writeObjectFieldStart("subscribed");
        json.writeNumberField("revision", state.subscribed().revision());
        json.writeArrayFieldStart("tracks");
        for (Subscribed.Subscription track : state.subscribed().tracks()) {
            json.writeStartObject();
            json.writeStringField("sid", track.sid().value());
            json.writeStringField("id", track.id());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void iceServers(List<IceServer> servers) throws IOException {
        json.writeArrayFieldStart("ice_servers");
        for (IceServer server : servers) {
            json.writeStartObject();
            json.writeArrayFieldStart("urls");
            for (String url : server.urls()) {
                json.writeString(url);
            }
            json.writeEndArray();
            if (server.username() != null) {
                json.writeStringField("username", server.username());
            }
            if (server.credential() != null) {
                json.writeStringField("credential", server.credential());
            }
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void error(int code, String message) throws IOException {
        json.writeNumberField("code", code);
        json.writeStringField("message", message);
    }
}
