package io.parley.signaling.message;

import org.jspecify.annotations.Nullable;

/**
 * One step of the negotiation of a peer connection.
 *
 * @param revision the counter of docs/signaling.md, "Negotiation"; 0 when the sender gave none (only with {@code close})
 * @param sdp the session description, verbatim; null for {@code create-offer} and {@code close}
 */
public record Description(
        Type type, long revision, @Nullable String sdp) {

    /** What the receiver is to do. */
    public enum Type implements WireName {
        OFFER("offer"),
        ANSWER("answer"),
        PRANSWER("pranswer"),
        /** Server to client only: make an offer with the next revision. */
        CREATE_OFFER("create-offer"),
        CLOSE("close");

        private final String wireName;

        Type(String wireName) {
            this.wireName = wireName;
        }

        @Override
        public String wireName() {
            return wireName;
        }

        boolean hasSdp() {
            return this == OFFER || this == ANSWER || this == PRANSWER;
        }
    }

    /** Asks the receiver for an offer, which will carry {@code revision + 1}. */
    public static Description createOffer(long revision) {
        return new Description(Type.CREATE_OFFER, revision, null);
    }

    /** Closes the peer connection for good. */
    public static Description close() {
        return new Description(Type.CLOSE, 0, null);
    }

    /** Leaves the SDP out: it holds addresses and key fingerprints. */
    @Override
    public String toString() {
        return "Description[" + type.wireName() + " " + revision + (sdp == null ? "" : ", " + sdp.length() + " chars")
                + "]";
    }
}
