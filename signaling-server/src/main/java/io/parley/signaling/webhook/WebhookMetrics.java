package io.parley.signaling.webhook;

/** Hears how deliveries go. Called on the sender's event loop. */
public interface WebhookMetrics {

    /** A receiver took a delivery. */
    void webhookDelivered();

    /** An attempt failed, be it the last one or not. */
    void webhookAttemptFailed();

    /** A delivery is not tried again. */
    void webhookGivenUp();

    /** So many rooms have deliveries that are pending. */
    void webhookRoomsPending(int rooms);
}
