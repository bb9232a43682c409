package io.parley.signaling.message;

/** How much a track matters when bandwidth is short. Relayed in peer-to-peer rooms, without effect there. */
public enum TrackPriority implements WireName {
    LOW("low"),
    STANDARD("standard"),
    HIGH("high");

    private final String wireName;

    TrackPriority(String wireName) {
        this.wireName = wireName;
    }

    @Override
    public String wireName() {
        return wireName;
    }
}
