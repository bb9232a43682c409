package io.parley.signaling.message;

/** A message does not have the form it must have. Its text names members, never their values. */
public final class MalformedMessageException extends Exception {

    public MalformedMessageException(String reason) {
        super(reason, null, false, false);
    }
}
