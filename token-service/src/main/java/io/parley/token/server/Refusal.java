package io.parley.token.server;

import io.parley.token.TokenError;
import io.vertx.core.json.JsonObject;

/** An answer that is no token: thrown by whoever finds the reason, written as JSON by the route's failure handler. */
final class Refusal extends RuntimeException {

    private final int status;
    private final int code;
    private final String text;

    /**
     * A refusal.
     *
     * @param status of HTTP
     * @param code from the dictionary of error codes that the REST interface uses
     * @param text for the caller
     */
    Refusal(int status, int code, String text) {
        // no cause, no stack: the caller is wrong, not the code
        super(text, null, false, false);
        this.status = status;
        this.code = code;
        this.text = text;
    }

    static Refusal invalidParameter(String name, String allowed) {
        return new Refusal(400, 20001, "Invalid parameter " + name + ": " + allowed);
    }

    static Refusal of(TokenError error, String allowed) {
        return new Refusal(400, error.code(), error.message() + ": " + allowed);
    }

    int status() {
        return status;
    }

    JsonObject toJson() {
        return new JsonObject().put("code", code).put("message", text).put("status", status);
    }
}
