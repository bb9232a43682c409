package io.parley.signaling.rest;

import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;

/**
 * One operation of the REST interface.
 *
 * @param path with its variables in braces, such as {@code /v1/Rooms/{RoomSid}}, as in {@code openapi.yaml}
 * @param permission what a restricted key needs for it, such as {@code /twilio/video/rooms/read}
 * @param operation called on an event loop; must not block; throws or fails with {@link RestFailure} for what is not
 *     carried out
 */
public record Endpoint(HttpMethod method, String path, String permission, Operation operation) {

    /** Carries out a call. */
    @FunctionalInterface
    public interface Operation {
        Future<Answer> call(Call call);
    }
}
