package io.parley.signaling.webhook;

import io.parley.signaling.message.WireName;

/** How it stands with a delivery. */
enum DeliveryStatus implements WireName {
    /** Waits for its turn, or for the next attempt. */
    PENDING("pending"),
    /** The receiver took it. */
    DELIVERED("delivered"),
    /** Given up. */
    FAILED("failed");

    private final String wireName;

    DeliveryStatus(String wireName) {
        this.wireName = wireName;
    }

    @Override
    public String wireName() {
        return wireName;
    }
}
