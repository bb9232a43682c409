package io.parley.signaling.message;

/** What a track carries. */
public enum TrackKind implements WireName {
    AUDIO("audio"),
    VIDEO("video"),
    DATA("data");

    private final String wireName;

    TrackKind(String wireName) {
        this.wireName = wireName;
    }

    @Override
    public String wireName() {
        return wireName;
    }
}
