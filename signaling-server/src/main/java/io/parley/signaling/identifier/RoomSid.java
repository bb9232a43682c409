package io.parley.signaling.identifier;

/** Identifies a room: {@code RM} and 32 lower-case hexadecimal digits. */
public record RoomSid(String value) {

    /** @throws IllegalArgumentException if {@code value} has another form */
    public RoomSid {
        Sids.check(value, "RM");
    }

    @Override
    public String toString() {
        return value;
    }
}
