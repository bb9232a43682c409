package io.parley.signaling.composition;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.signaling.rest.RestFailure;
import io.parley.signaling.rest.StrictJson;
import io.parley.signaling.rest.Texts;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The JSON object that says how to transcribe; also a parameter of new rooms. */
public final class TranscriptionConfiguration {

    private static final int MAX_CHARS = 1_000;
    private static final List<String> ENGINES = List.of("google", "deepgram");

    private TranscriptionConfiguration() {}

    /**
     * Checks the value of a parameter; null: all by default.
     *
     * @throws RestFailure when it is malformed
     */
    public static void check(String parameter, @Nullable String json) {
        if (json == null) {
            return;
        }
        JsonNode document = StrictJson.read(json);
        if (!document.isObject()) {
            throw RestFailure.invalidParameter(parameter + " is not a JSON object");
        }
        for (Map.Entry<String, JsonNode> each : document.properties()) {
            JsonNode value = each.getValue();
            boolean valid = value.isNull()
                    || switch (each.getKey()) {
                        case "transcriptionEngine" -> value.isTextual() && ENGINES.contains(value.textValue());
                        case "speechModel", "languageCode", "hints" -> isText(value);
                        case "partialResults", "profanityFilter", "enableAutomaticPunctuation" -> isFlag(value);
                        default -> throw RestFailure.invalidParameter(parameter + " has an unknown member");
                    };
            if (!valid) {
                throw RestFailure.invalidParameter(
                        parameter + "." + each.getKey() + " has a value that it cannot have");
            }
        }
    }

    private static boolean isText(JsonNode value) {
        return value.isTextual() && value.textValue().length() <= MAX_CHARS && Texts.isUnicode(value.textValue());
    }

    private static boolean isFlag(JsonNode value) {
        return value.isBoolean() || (value.isTextual() && value.textValue().matches("true|false"));
    }
}
