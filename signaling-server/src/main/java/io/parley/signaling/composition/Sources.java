package io.parley.signaling.composition;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.signaling.rest.RestFailure;
import io.parley.signaling.rest.Texts;
import java.util.ArrayList;
import java.util.List;

/**
 * Lists of what goes into a composition: SIDs of recordings, tracks or participants, and track names, which may have
 * one {@code *} at their beginning or end.
 */
final class Sources {

    private static final int MAX_CHARS = 128;
    private static final int MAX_SOURCES = 500;

    private Sources() {}

    /** Checks the values of the parameter or property {@code name}. */
    static List<String> check(String name, List<String> sources) {
        if (sources.size() > MAX_SOURCES) {
            throw RestFailure.invalidParameter(name + " has more than " + MAX_SOURCES + " elements");
        }
        for (String source : sources) {
            if (!isSource(source)) {
                throw RestFailure.invalidParameter(name + " has an element that is neither a SID nor a track name of 1"
                        + " to " + MAX_CHARS + " characters, with one * at its beginning or end at most");
            }
        }
        return List.copyOf(sources);
    }

    /** Reads an array. */
    static List<String> read(String name, JsonNode array) {
        List<String> sources = new ArrayList<>();
        if (!array.isArray()) {
            throw RestFailure.invalidParameter(name + " is not an array");
        }
        for (JsonNode each : array) {
            sources.add(each.isTextual() ? each.textValue() : "");
        }
        return check(name, sources);
    }

    private static boolean isSource(String text) {
        int star = text.indexOf('*');
        boolean wellPlaced = star < 0 || (star == text.lastIndexOf('*') && (star == 0 || star == text.length() - 1));
        return !text.isEmpty() && text.length() <= MAX_CHARS && Texts.isUnicode(text) && wellPlaced;
    }
}
