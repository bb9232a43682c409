package io.parley.bench;

import io.parley.token.DevelopmentCredentials;
import io.parley.token.TokenMinter;
import io.parley.token.TokenRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;

/** What the SDK says, at the sizes at which it says it. */
final class Texts {

    private static final int CANDIDATES = 5;
    private static final String SDP = sdp();
    /** As in the SDK: silence after which both ends send a heartbeat. */
    private static final int TIMEOUT_MILLIS = 5_000;

    private Texts() {}

    static String token(String identity) {
        TokenRequest request = new TokenRequest(identity, null, Duration.ofHours(1));
        return TokenMinter.mint(
                DevelopmentCredentials.API_KEY, request, Instant.now().getEpochSecond());
    }

    static String hello(String id, String token) {
        return new JsonObject()
                .put("id", id)
                .put("timeout", TIMEOUT_MILLIS)
                .put("type", "hello")
                .put("version", 2)
                .put(
                        "body",
                        new JsonObject()
                                .put("edge", "roaming")
                                .put("token", token)
                                .put("type", "ice")
                                .put("version", 1))
                .encode();
    }

    static String connect(String room, String token, String id) {
        JsonObject offer = new JsonObject().put("id", id).put("description", description("offer", 1));
        return message(new JsonObject()
                .put("type", "connect")
                .put("version", 2)
                .put("token", token)
                .put("name", room)
                .put("participant", participant(id))
                .put("peer_connections", new JsonArray().add(offer))
                .put("ice_servers", "acquire")
                .put("format", "unified")
                .put(
                        "publisher",
                        new JsonObject()
                                .put("name", "twilio-video.js")
                                .put("sdk_version", "2.36.0")
                                .put("user_agent", "Mozilla/5.0 (X11; Linux x86_64) Chrome/140.0.0.0"))
                .put("media_signaling", new JsonObject())
                .put(
                        "subscribe",
                        new JsonObject()
                                .put("revision", 1)
                                .put(
                                        "rules",
                                        new JsonArray()
                                                .add(new JsonObject()
                                                        .put("type", "include")
                                                        .put("all", true)))));
    }

    static String answer(String session, String id, String peerConnection, int revision) {
        return update(
                session,
                id,
                new JsonObject().put("id", peerConnection).put("description", description("answer", revision)));
    }

    /** About 1.5 KB: what goes out for each candidate that a browser finds. */
    static String candidates(String session, String id, String peerConnection, int revision) {
        JsonArray candidates = new JsonArray();
        for (int i = 0; i < CANDIDATES; i++) {
            candidates.add(new JsonObject()
                    .put(
                            "candidate",
                            "candidate:39261427" + i + " 1 udp 212219468" + i + " 192.0.2." + (i + 2) + " 3770" + i
                                    + " typ srflx raddr 0.0.0.0 rport 0 generation 0 ufrag FbYm network-id 1")
                    .put("sdpMid", "0")
                    .put("sdpMLineIndex", 0)
                    .put("usernameFragment", "FbYm"));
        }
        JsonObject ice = new JsonObject()
                .put("candidates", candidates)
                .put("ufrag", "FbYm")
                .put("revision", revision);
        return update(session, id, new JsonObject().put("id", peerConnection).put("ice", ice));
    }

    static String disconnect(String session) {
        return message(
                new JsonObject().put("type", "disconnect").put("version", 2).put("session", session));
    }

    private static String update(String session, String id, JsonObject peerConnection) {
        return message(new JsonObject()
                .put("type", "update")
                .put("version", 2)
                .put("session", session)
                .put("participant", participant(id))
                .put("peer_connections", new JsonArray().add(peerConnection)));
    }

    private static String message(JsonObject body) {
        return new JsonObject().put("type", "msg").put("body", body).encode();
    }

    private static JsonObject participant(String id) {
        JsonArray tracks = new JsonArray();
        for (String kind : new String[] {"audio", "video"}) {
            tracks.add(new JsonObject()
                    .put("enabled", true)
                    .put("id", id + "-" + kind)
                    .put("kind", kind)
                    .put("name", "8ccf0e04-5d46-4d1c-9f3f-" + kind)
                    .put("priority", "standard"));
        }
        return new JsonObject().put("revision", 3).put("tracks", tracks);
    }

    private static JsonObject description(String type, int revision) {
        return new JsonObject().put("type", type).put("revision", revision).put("sdp", SDP);
    }

    private static String sdp() {
        try (InputStream in = Texts.class.getResourceAsStream("offer.sdp")) {
            if (in == null) {
                throw new IllegalStateException("offer.sdp is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
