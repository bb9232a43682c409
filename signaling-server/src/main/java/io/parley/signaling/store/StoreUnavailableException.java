package io.parley.signaling.store;

/** The database cannot be reached, or too much waits for it. Nothing was written. */
public final class StoreUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1;

    StoreUnavailableException(String message) {
        super(message);
    }
}
