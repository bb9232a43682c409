package io.parley.signaling.rest;

import io.vertx.core.json.JsonObject;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a caller gets.
 *
 * @param body null: none
 */
public record Answer(int status, @Nullable JsonObject body, Map<String, String> headers) {

    public static Answer ok(JsonObject body) {
        return new Answer(200, body, Map.of());
    }

    public static Answer created(JsonObject body) {
        return new Answer(201, body, Map.of());
    }

    public static Answer accepted(JsonObject body) {
        return new Answer(202, body, Map.of());
    }

    public static Answer deleted() {
        return new Answer(204, null, Map.of());
    }
}
