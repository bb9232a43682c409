package io.parley.signaling.composition;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.signaling.rest.RestFailure;
import io.parley.signaling.rest.StrictJson;
import io.parley.signaling.rest.Texts;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How the videos of a composition are arranged: regions, each a grid of videos (docs/rest.md, "Video layout").
 *
 * @param regions by their names, in the order in which they were given
 */
record VideoLayout(Map<String, Region> regions) {

    private static final int MAX_JSON_CHARS = 32_768;
    private static final int MAX_NAME_CHARS = 128;
    private static final int MAX_Z = 99;
    private static final int MAX_LINES = 1_000;
    private static final int MAX_CELL = 999_999;
    private static final int MAX_CELLS = 1_000;

    VideoLayout {
        regions = Collections.unmodifiableMap(new LinkedHashMap<>(regions));
    }

    /** Which cells a video may take that starts when others have shown already. */
    enum Reuse {
        /** Those never used. */
        NONE,
        /** Also those whose video has ended. */
        SHOW_OLDEST,
        /** Also that of the video that ends first. */
        SHOW_NEWEST;

        String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * A grid of videos. What is null was not given, and follows from the rest when the composition is made.
     *
     * @param zPos regions with a higher one are in front
     * @param cellsExcluded cells that stay empty, row by row from the top left
     */
    record Region(
            int xPos,
            int yPos,
            int zPos,
            @Nullable Integer width,
            @Nullable Integer height,
            @Nullable Integer maxColumns,
            @Nullable Integer maxRows,
            List<Integer> cellsExcluded,
            Reuse reuse,
            List<String> videoSources,
            List<String> videoSourcesExcluded) {

        Region {
            cellsExcluded = List.copyOf(cellsExcluded);
            videoSources = List.copyOf(videoSources);
            videoSourcesExcluded = List.copyOf(videoSourcesExcluded);
        }

        /** With every property. */
        JsonObject toJson() {
            return new JsonObject()
                    .put("z_pos", zPos)
                    .put("x_pos", xPos)
                    .put("y_pos", yPos)
                    .put("width", width)
                    .put("height", height)
                    .put("max_columns", maxColumns)
                    .put("max_rows", maxRows)
                    .put("cells_excluded", new JsonArray(cellsExcluded))
                    .put("reuse", reuse.wireName())
                    .put("video_sources", new JsonArray(videoSources))
                    .put("video_sources_excluded", new JsonArray(videoSourcesExcluded));
        }
    }

    /**
     * Reads the value of a parameter.
     *
     * @param parameter its name, for messages
     * @param picture in which the regions have to fit
     * @throws RestFailure when it breaks the grammar
     */
    static VideoLayout read(String parameter, String json, Resolution picture) {
        JsonNode document = json.length() > MAX_JSON_CHARS ? StrictJson.read(null) : StrictJson.read(json);
        if (!document.isObject() || document.isEmpty()) {
            throw RestFailure.invalidParameter(parameter + " is a JSON object with at least one region, and not longer"
                    + " than " + MAX_JSON_CHARS + " characters");
        }
        Map<String, Region> regions = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> each : document.properties()) {
            String name = each.getKey();
            if (name.isEmpty() || name.length() > MAX_NAME_CHARS || !Texts.isUnicode(name)) {
                throw RestFailure.invalidParameter(
                        parameter + " has a region whose name is not 1 to " + MAX_NAME_CHARS + " characters");
            }
            regions.put(name, new RegionReader(parameter + "." + name, each.getValue()).read(picture));
        }
        return new VideoLayout(regions);
    }

    /** Normalised: every region with every property. */
    JsonObject toJson() {
        JsonObject json = new JsonObject();
        regions.forEach((name, region) -> json.put(name, region.toJson()));
        return json;
    }

    /** Takes the properties of one region one after the other; those that are left in the end are unknown. */
    private static final class RegionReader {

        private final String at;
        private final Map<String, JsonNode> properties = new LinkedHashMap<>();

        RegionReader(String at, JsonNode region) {
            this.at = at;
            if (!region.isObject()) {
                throw invalid("is not an object");
            }
            region.properties().forEach(each -> properties.put(each.getKey(), each.getValue()));
        }

        Region read(Resolution picture) {
            int xPos = integer("x_pos", 0, picture.width() - Resolution.MIN_SIDE, 0);
            int yPos = integer("y_pos", 0, picture.height() - Resolution.MIN_SIDE, 0);
            Region region = new Region(
                    xPos,
                    yPos,
                    integer("z_pos", -MAX_Z, MAX_Z, 0),
                    size("width", Resolution.MIN_SIDE, picture.width() - xPos),
                    size("height", Resolution.MIN_SIDE, picture.height() - yPos),
                    size("max_columns", 1, MAX_LINES),
                    size("max_rows", 1, MAX_LINES),
                    cells(),
                    reuse(),
                    sources("video_sources"),
                    sources("video_sources_excluded"));
            if (!properties.isEmpty()) {
                throw invalid("has a property that there is not");
            }
            return region;
        }

        /** The property, or null when it is not given or null. */
        private @Nullable JsonNode take(String name) {
            JsonNode value = properties.remove(name);
            return value == null || value.isNull() ? null : value;
        }

        private int integer(String name, int min, int max, int otherwise) {
            JsonNode value = take(name);
            return value == null ? otherwise : inRange(name, value, min, max);
        }

        /** Zero is the same as not given. */
        private @Nullable Integer size(String name, int min, int max) {
            JsonNode value = take(name);
            return value == null || (value.isInt() && value.intValue() == 0) ? null : inRange(name, value, min, max);
        }

        private int inRange(String name, JsonNode value, int min, int max) {
            if (!value.isInt() || value.intValue() < min || value.intValue() > max) {
                throw invalid("has a " + name + " that is no whole number from " + min + " to " + max);
            }
            return value.intValue();
        }

        private List<Integer> cells() {
            JsonNode value = take("cells_excluded");
            List<Integer> cells = new ArrayList<>();
            if (value != null) {
                if (!value.isArray() || value.size() > MAX_CELLS) {
                    throw invalid("has cells_excluded that are no array of " + MAX_CELLS + " at most");
                }
                value.forEach(each -> cells.add(inRange("cells_excluded", each, 0, MAX_CELL)));
            }
            return cells;
        }

        private Reuse reuse() {
            JsonNode value = take("reuse");
            if (value == null) {
                return Reuse.SHOW_OLDEST;
            }
            for (Reuse each : Reuse.values()) {
                if (value.isTextual() && each.wireName().equals(value.textValue())) {
                    return each;
                }
            }
            throw invalid("has a reuse that is not none, show_oldest or show_newest");
        }

        private List<String> sources(String name) {
            JsonNode value = take(name);
            if (value == null && name.equals("video_sources")) {
                throw invalid("has no video_sources");
            }
            return value == null ? List.of() : Sources.read(at + "." + name, value);
        }

        private RestFailure invalid(String problem) {
            return RestFailure.invalidParameter(at + " " + problem);
        }
    }
}
