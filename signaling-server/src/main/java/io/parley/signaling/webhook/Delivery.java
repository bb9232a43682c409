package io.parley.signaling.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One event on its way to one receiver, as it is kept.
 *
 * @param sequence counts within the room, from 0
 * @param url as configured, with its fragment
 * @param parameters JSON object of strings, in the order in which they are sent
 * @param dueAtMillis when to try, while pending
 * @param attempts made so far
 * @param attemptsBefore those that were made before it was queued the last time
 * @param firstAttemptAtMillis of those made since; null: none
 */
record Delivery(
        String room,
        long sequence,
        String accountSid,
        String event,
        String url,
        String method,
        String parameters,
        DeliveryStatus status,
        long createdAtMillis,
        long queuedAtMillis,
        long dueAtMillis,
        int attempts,
        int attemptsBefore,
        @Nullable Long firstAttemptAtMillis,
        @Nullable Long finishedAtMillis) {

    Map<String, String> parameterMap() {
        Map<String, String> map = new LinkedHashMap<>();
        new JsonObject(parameters).forEach(each -> map.put(each.getKey(), String.valueOf(each.getValue())));
        return map;
    }

    /** The same in every attempt, so that a receiver can tell a repetition. */
    String idempotencyToken() {
        return UUID.nameUUIDFromBytes((room + "/" + sequence).getBytes(UTF_8)).toString();
    }
}
