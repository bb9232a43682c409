package io.parley.signaling.rest;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.signaling.message.TrackKind;
import io.parley.signaling.room.TrackRule;
import io.parley.signaling.room.TrackRules;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads rules about tracks from JSON (docs/rest.md, "Rules").
 *
 * <p>Takes what helper libraries really send, too: the array inside an object {@code {"rules": […]}}, filters that are
 * null, a {@code priority}, and {@code "true"} as a string.
 */
public final class RulesReader {

    /** Reads what one participant subscribes to. */
    public static final RulesReader SUBSCRIBE = new RulesReader(53215, EnumSet.allOf(TrackKind.class));

    /** Reads what is recorded of a room: there is no recording of data. */
    public static final RulesReader RECORDING = new RulesReader(53120, EnumSet.of(TrackKind.AUDIO, TrackKind.VIDEO));

    private static final int MAX_RULES = 20;
    private static final int MAX_CHARS = 128;

    private final int code;
    private final Set<TrackKind> kinds;

    private RulesReader(int code, Set<TrackKind> kinds) {
        this.code = code;
        this.kinds = kinds;
    }

    /**
     * Reads the value of a parameter.
     *
     * @param parameter its name, for messages
     * @throws RestFailure when it is null or breaks the grammar
     */
    public TrackRules read(String parameter, @Nullable String json) {
        JsonNode document = StrictJson.read(json);
        JsonNode array = document.isObject() && document.size() == 1 ? document.path("rules") : document;
        if (!array.isArray() || array.isEmpty() || array.size() > MAX_RULES) {
            throw invalid(parameter, "is a JSON array of 1 to " + MAX_RULES + " rules");
        }
        List<TrackRule> rules = new ArrayList<>();
        for (JsonNode each : array) {
            rules.add(rule(parameter + "[" + rules.size() + "]", each));
        }
        return new TrackRules(rules);
    }

    private TrackRule rule(String at, JsonNode json) {
        if (!json.isObject()) {
            throw invalid(at, "is not an object");
        }
        Boolean include = null;
        boolean all = false;
        String publisher = null;
        String track = null;
        TrackKind kind = null;
        for (Map.Entry<String, JsonNode> each : json.properties()) {
            JsonNode value = each.getValue();
            String member = at + "." + each.getKey();
            if (value.isNull() || each.getKey().equals("priority")) {
                continue;
            }
            switch (each.getKey()) {
                case "type" -> include = type(member, value);
                case "all" -> all = all(member, value);
                case "publisher" -> publisher = text(member, value);
                case "track" -> track = text(member, value);
                case "kind" -> kind = kind(member, value);
                default -> throw invalid(at, "has an unknown filter");
            }
        }
        if (include == null) {
            throw invalid(at, "has no type");
        }
        boolean filtered = publisher != null || track != null || kind != null;
        if (all == filtered) {
            throw invalid(at, all ? "has another filter beside all" : "has no filter");
        }
        return new TrackRule(include, all, publisher, track, kind);
    }

    private boolean type(String member, JsonNode value) {
        return switch (value.asText()) {
            case "include" -> true;
            case "exclude" -> false;
            default -> throw invalid(member, "is include or exclude");
        };
    }

    private boolean all(String member, JsonNode value) {
        if (value.isBoolean()
                ? value.booleanValue()
                : value.isTextual() && value.textValue().equals("true")) {
            return true;
        }
        throw invalid(member, "can only be true");
    }

    private String text(String member, JsonNode value) {
        String text = value.isTextual() ? value.textValue() : "";
        if (text.isEmpty() || text.length() > MAX_CHARS || !Texts.isUnicode(text)) {
            throw invalid(member, "is a text of 1 to " + MAX_CHARS + " characters");
        }
        return text;
    }

    private TrackKind kind(String member, JsonNode value) {
        return kinds.stream()
                .filter(kind -> value.isTextual() && kind.wireName().equals(value.textValue()))
                .findFirst()
                .orElseThrow(() -> invalid(
                        member,
                        "is one of "
                                + Arrays.toString(
                                        kinds.stream().map(TrackKind::wireName).toArray())));
    }

    private RestFailure invalid(String what, String problem) {
        return RestFailure.invalid(code, what + " " + problem);
    }
}
