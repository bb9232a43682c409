package io.parley.signaling.identifier;

/** Identifies one publication of a track: {@code MT} and 32 lower-case hexadecimal digits. */
public record TrackSid(String value) {

    /** @throws IllegalArgumentException if {@code value} has another form */
    public TrackSid {
        Sids.check(value, "MT");
    }

    @Override
    public String toString() {
        return value;
    }
}
