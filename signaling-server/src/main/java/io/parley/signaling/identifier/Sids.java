package io.parley.signaling.identifier;

import java.util.HexFormat;
import java.util.random.RandomGenerator;

/** Makes new identifiers from a source of randomness: a secure one in production, a seeded one in tests. */
public final class Sids {

    private static final int DIGITS = 32;

    private final RandomGenerator random;

    public Sids(RandomGenerator random) {
        this.random = random;
    }

    public RoomSid room() {
        return new RoomSid("RM" + hex());
    }

    public ParticipantSid participant() {
        return new ParticipantSid("PA" + hex());
    }

    public TrackSid track() {
        return new TrackSid("MT" + hex());
    }

    /** 128 bits that nobody can guess, as 32 hexadecimal digits. */
    public String hex() {
        byte[] bytes = new byte[DIGITS / 2];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /** Whether {@code text} is {@code prefix} and 32 lower-case hexadecimal digits. */
    public static boolean matches(String text, String prefix) {
        return text.length() == prefix.length() + DIGITS
                && text.startsWith(prefix)
                && text.chars().skip(prefix.length()).allMatch(Sids::isHexDigit);
    }

    static void check(String value, String prefix) {
        if (!matches(value, prefix)) {
            throw new IllegalArgumentException("not " + prefix + " and 32 lower-case hex digits: " + value);
        }
    }

    private static boolean isHexDigit(int c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
    }
}
