package io.parley.signaling.account;

import io.parley.signaling.ice.IceServers;
import io.parley.signaling.identifier.Sids;
import io.parley.signaling.message.IceServer;
import io.parley.signaling.rest.Answer;
import io.parley.signaling.rest.Call;
import io.parley.signaling.rest.Endpoint;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.InstantSource;
import java.util.List;

/** Network traversal tokens: the STUN and TURN servers, with credentials that expire. Nothing of them is kept. */
public final class TraversalTokenResource {

    private static final int MAX_TTL_SECONDS = 86_400;

    private final IceServers iceServers;
    private final Sids sids;
    private final InstantSource clock;

    public TraversalTokenResource(IceServers iceServers, Sids sids, InstantSource clock) {
        this.iceServers = iceServers;
        this.sids = sids;
        this.clock = clock;
    }

    public List<Endpoint> endpoints() {
        return List.of(new Endpoint(
                HttpMethod.POST,
                "/2010-04-01/Accounts/{AccountSid}/Tokens.json",
                "/twilio/video/tokens/create",
                this::create));
    }

    private Future<Answer> create(Call call) {
        KeyRequests.requireOwnAccount(call);
        int ttlSeconds = call.parameters().integer("Ttl", MAX_TTL_SECONDS, 1, MAX_TTL_SECONDS, 20001);
        long now = clock.millis();
        IceServer turn = iceServers.temporary(sids.hex(), now / 1_000 + ttlSeconds);
        JsonArray servers = new JsonArray();
        iceServers.fixed().forEach(server -> add(servers, server));
        if (turn != null) {
            add(servers, turn);
        }
        return Future.succeededFuture(Answer.created(new JsonObject()
                .put("username", turn == null ? null : turn.username())
                .put("password", turn == null ? null : turn.credential())
                .put("ttl", String.valueOf(ttlSeconds))
                .put("account_sid", call.accountSid())
                .put("date_created", Dates.rfc2822(now))
                .put("date_updated", Dates.rfc2822(now))
                .put("ice_servers", servers)));
    }

    /** One entry for each URL: the helper libraries take {@code urls} as one string. */
    private static void add(JsonArray servers, IceServer server) {
        for (String url : server.urls()) {
            JsonObject json = new JsonObject().put("url", url).put("urls", url);
            if (server.username() != null) {
                json.put("username", server.username()).put("credential", server.credential());
            }
            servers.add(json);
        }
    }
}
