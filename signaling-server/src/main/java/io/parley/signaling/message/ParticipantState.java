package io.parley.signaling.message;

/** How the others see a participant. */
public enum ParticipantState implements WireName {
    CONNECTED("connected"),
    /** The socket is lost; the session waits for its return. */
    RECONNECTING("reconnecting"),
    DISCONNECTED("disconnected");

    private final String wireName;

    ParticipantState(String wireName) {
        this.wireName = wireName;
    }

    @Override
    public String wireName() {
        return wireName;
    }
}
