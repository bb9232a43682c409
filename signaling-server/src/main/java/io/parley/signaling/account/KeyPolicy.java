package io.parley.signaling.account;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.parley.signaling.rest.Caller;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What a restricted key may do, as Twilio writes it: <code>{"allow": ["/twilio/video/rooms/read", …]}</code>.
 *
 * <p>An entry is a permission, or ends in <code>/*</code> and stands for all that begin like it. Permissions about keys
 * and accounts have to be meant: <code>/twilio/*</code> does not hold them, <code>/twilio/iam/*</code> does.
 *
 * @param allow at least one entry, each well formed
 */
record KeyPolicy(List<String> allow) implements Caller.Policy {

    private static final int MAX_CHARS = 16_384;
    /** As Twilio. */
    private static final int MAX_ENTRIES = 100;

    private static final Pattern ENTRY = Pattern.compile("(/[a-zA-Z0-9_-]{1,64}){1,8}(/\\*)?|/\\*");
    private static final String IAM = "/twilio/iam/";
    private static final String ALL_BELOW = "/*";

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    KeyPolicy {
        allow = List.copyOf(allow);
    }

    /**
     * Reads a policy.
     *
     * @throws IllegalArgumentException when it is none, or has what we do not know; the message is for its author
     */
    static KeyPolicy parse(String json) {
        JsonNode policy = tree(json);
        JsonNode allow = policy.path("allow");
        require(policy.isObject() && policy.size() == 1 && allow.isArray(), "is not {\"allow\": [permissions]}");
        require(!allow.isEmpty() && allow.size() <= MAX_ENTRIES, "allows none, or more than " + MAX_ENTRIES);
        List<String> entries = new ArrayList<>();
        for (JsonNode entry : allow) {
            require(
                    entry.isTextual() && ENTRY.matcher(entry.textValue()).matches(),
                    "has an entry that is no permission such as /twilio/video/rooms/read or /twilio/video/*");
            entries.add(entry.textValue());
        }
        return new KeyPolicy(entries);
    }

    private static JsonNode tree(String json) {
        require(json.length() <= MAX_CHARS, "is longer than " + MAX_CHARS + " characters");
        try {
            return MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Policy is not JSON", e);
        }
    }

    private static void require(boolean fulfilled, String otherwise) {
        if (!fulfilled) {
            throw new IllegalArgumentException("Policy " + otherwise);
        }
    }

    /** Whether an entry is {@code permission} or stands for it; also right for a permission that ends in a star. */
    @Override
    public boolean allows(String permission) {
        return allow.stream().anyMatch(entry -> holds(entry, permission));
    }

    private static boolean holds(String entry, String permission) {
        if (!entry.endsWith(ALL_BELOW)) {
            return entry.equals(permission);
        }
        String beginning = entry.substring(0, entry.length() - 1);
        boolean meant = beginning.startsWith(IAM) || !permission.startsWith(IAM);
        return meant && permission.startsWith(beginning);
    }

    /** As it was written. */
    JsonObject json() {
        return new JsonObject().put("allow", new JsonArray(new ArrayList<>(allow)));
    }
}
