package io.parley.signaling.composition;

import io.parley.signaling.rest.Parameters;
import io.parley.signaling.rest.RestFailure;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a composition is made, as asked for by its creator or by a hook.
 *
 * @param videoLayout null: no video
 * @param trim whether times without media are cut out
 * @param statusCallback null: none
 */
record CompositionParameters(
        List<String> audioSources,
        List<String> audioSourcesExcluded,
        @Nullable VideoLayout videoLayout,
        Resolution resolution,
        String format,
        boolean trim,
        @Nullable String statusCallback,
        String statusCallbackMethod) {

    private static final List<String> FORMATS = List.of("webm", "mp4");
    private static final List<String> METHODS = List.of("POST", "GET");

    CompositionParameters {
        audioSources = List.copyOf(audioSources);
        audioSourcesExcluded = List.copyOf(audioSourcesExcluded);
    }

    static CompositionParameters read(Parameters parameters) {
        String size = parameters.string("Resolution");
        Resolution resolution = size == null ? Resolution.DEFAULT : Resolution.read("Resolution", size);
        String layout = parameters.string("VideoLayout");
        return new CompositionParameters(
                Sources.check("AudioSources", parameters.strings("AudioSources")),
                Sources.check("AudioSourcesExcluded", parameters.strings("AudioSourcesExcluded")),
                layout == null ? null : VideoLayout.read("VideoLayout", layout, resolution),
                resolution,
                parameters.oneOf("Format", FORMATS, "webm"),
                parameters.flag("Trim", true),
                parameters.url("StatusCallback", 20001),
                parameters.oneOf("StatusCallbackMethod", METHODS, "POST"));
    }

    /** Refuses what names no source at all. */
    CompositionParameters withSources() {
        if (videoLayout == null && audioSources.isEmpty()) {
            throw RestFailure.invalidParameter("One of VideoLayout and AudioSources must be given");
        }
        return this;
    }

    /** As the resources show it, and as the store keeps it. */
    JsonObject toJson() {
        return new JsonObject()
                .put("audio_sources", new JsonArray(audioSources))
                .put("audio_sources_excluded", new JsonArray(audioSourcesExcluded))
                .put("video_layout", videoLayout == null ? new JsonObject() : videoLayout.toJson())
                .put("resolution", resolution.toString())
                .put("trim", trim)
                .put("format", format)
                .put("status_callback", statusCallback)
                .put("status_callback_method", statusCallbackMethod);
    }
}
