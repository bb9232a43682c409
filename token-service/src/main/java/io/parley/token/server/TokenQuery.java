package io.parley.token.server;

import io.parley.token.ParticipantIdentity;
import io.parley.token.TokenError;
import io.parley.token.TokenRequest;
import io.vertx.core.MultiMap;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a {@link TokenRequest} from the query of a URL, or throws the {@link Refusal} that names what is wrong. */
final class TokenQuery {

    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,9}");

    private final MultiMap parameters;
    private final TokenRouteOptions options;

    TokenQuery(MultiMap parameters, TokenRouteOptions options) {
        this.parameters = parameters;
        this.options = options;
    }

    TokenRequest read() {
        return new TokenRequest(identity(), room(), ttl());
    }

    private String identity() {
        String identity = only("identity");
        TokenError problem = ParticipantIdentity.problem(identity);
        if (identity == null || problem != null) {
            throw Refusal.of(
                    problem == null ? TokenError.IDENTITY_INVALID : problem,
                    "parameter identity takes 1 to " + ParticipantIdentity.MAX_LENGTH
                            + " characters of text, of which those outside ASCII count as two");
        }
        return identity;
    }

    private @Nullable String room() {
        String room = only("room");
        if (room == null || room.isEmpty() || TokenRequest.isRoom(room)) {
            return room;
        }
        String allowed = ": parameter room takes at most " + TokenRequest.MAX_ROOM_LENGTH + " characters of text";
        throw room.length() > TokenRequest.MAX_ROOM_LENGTH
                ? new Refusal(400, 53101, "Room name is too long" + allowed)
                : new Refusal(400, 53102, "Room name contains invalid characters" + allowed);
    }

    private Duration ttl() {
        String ttl = only("ttl");
        if (ttl == null) {
            return options.defaultTtl();
        }
        long seconds = SECONDS.matcher(ttl).matches() ? Long.parseLong(ttl) : 0;
        long maxSeconds = options.maxTtl().toSeconds();
        if (seconds < 1 || seconds > maxSeconds) {
            throw Refusal.invalidParameter("ttl", "it takes a whole number of seconds from 1 to " + maxSeconds);
        }
        return Duration.ofSeconds(seconds);
    }

    private @Nullable String only(String name) {
        List<String> values = parameters.getAll(name);
        if (values.size() > 1) {
            throw Refusal.invalidParameter(name, "it is given " + values.size() + " times, once is enough");
        }
        return values.isEmpty() ? null : values.get(0);
    }
}
