package io.parley.signaling.identifier;

/** Identifies one participation: new for each join, kept over a reconnection: {@code PA} and 32 lower-case hexadecimal digits. */
public record ParticipantSid(String value) {

    /** @throws IllegalArgumentException if {@code value} has another form */
    public ParticipantSid {
        Sids.check(value, "PA");
    }

    @Override
    public String toString() {
        return value;
    }
}
