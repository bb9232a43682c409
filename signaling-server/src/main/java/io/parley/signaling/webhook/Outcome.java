package io.parley.signaling.webhook;

import org.jspecify.annotations.Nullable;

/**
 * How an attempt ended.
 *
 * @param status of HTTP; null: no answer
 * @param error in words; null: delivered
 * @param failure null: delivered
 */
record Outcome(
        @Nullable Integer status,
        @Nullable String error,
        @Nullable Failure failure) {

    static Outcome answered(int status) {
        Failure failure = failure(status);
        return new Outcome(status, failure == null ? null : words(status), failure);
    }

    static Outcome failed(Failure failure, String error) {
        return new Outcome(null, error, failure);
    }

    boolean isDelivered() {
        return failure == null;
    }

    /** Whether the receiver's host is there and answers. */
    boolean isHostResponsive() {
        return failure != Failure.CONNECT && failure != Failure.READ;
    }

    private static String words(int status) {
        return status >= 300 && status < 400 ? "status " + status + ": redirects are not followed" : "status " + status;
    }

    private static @Nullable Failure failure(int status) {
        return switch (status / 100) {
            case 2 -> null;
            case 4 -> status == 408 || status == 429 ? Failure.LATER : Failure.CLIENT_ERROR;
            case 5 -> Failure.SERVER_ERROR;
            default -> Failure.OTHER_STATUS;
        };
    }
}
