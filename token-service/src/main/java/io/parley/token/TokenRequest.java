package io.parley.token;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a new token shall say.
 *
 * @param identity see {@link ParticipantIdentity}
 * @param room unique name or SID of the only room it opens, at most {@value #MAX_ROOM_LENGTH} characters; null (or
 *     empty, which becomes null) opens every room of the account
 * @param ttl from a second to {@link #MAX_TTL}; parts of a second are dropped
 */
public record TokenRequest(String identity, @Nullable String room, Duration ttl) {

    /** Longest life of a token. */
    public static final Duration MAX_TTL = Duration.ofSeconds(TokenFormat.MAX_TTL_SECONDS);

    /** What the helper libraries take when they are told nothing. */
    public static final Duration DEFAULT_TTL = Duration.ofHours(1);

    /** Longest name of a room, in characters of Java's strings. */
    public static final int MAX_ROOM_LENGTH = 128;

    /** @throws IllegalArgumentException when a token that says so would be refused; the message names the part */
    public TokenRequest {
        TokenError identityProblem = ParticipantIdentity.problem(identity);
        require(identityProblem == null, "identity: " + identityProblem);
        room = room == null || room.isEmpty() ? null : room;
        require(room == null || isRoom(room), "room: not text of at most " + MAX_ROOM_LENGTH + " characters");
        require(isTtl(ttl), "ttl: " + ttl + " is not in a second to 24 hours");
    }

    /** Whether {@code room} can be the name of a room: not empty, not too long, and {@link ParticipantIdentity text}. */
    public static boolean isRoom(String room) {
        return !room.isEmpty() && room.length() <= MAX_ROOM_LENGTH && ParticipantIdentity.isText(room);
    }

    private static boolean isTtl(Duration ttl) {
        return ttl.toSeconds() >= 1 && ttl.compareTo(MAX_TTL) <= 0;
    }

    private static void require(boolean fulfilled, String otherwise) {
        if (!fulfilled) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
