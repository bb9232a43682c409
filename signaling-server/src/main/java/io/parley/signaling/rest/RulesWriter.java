package io.parley.signaling.rest;

import io.parley.signaling.room.TrackRule;
import io.parley.signaling.room.TrackRules;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/** Writes rules about tracks as REST shows them. */
public final class RulesWriter {

    private RulesWriter() {}

    /** The rules in their order; filters that a rule does not have are left out. */
    public static JsonArray write(TrackRules rules) {
        JsonArray array = new JsonArray();
        rules.rules().forEach(rule -> array.add(write(rule)));
        return array;
    }

    private static JsonObject write(TrackRule rule) {
        JsonObject json = new JsonObject().put("type", rule.include() ? "include" : "exclude");
        if (rule.all()) {
            json.put("all", true);
        }
        putIfThere(json, "publisher", rule.publisher());
        putIfThere(json, "track", rule.track());
        putIfThere(json, "kind", rule.kind() == null ? null : rule.kind().wireName());
        return json;
    }

    private static void putIfThere(JsonObject json, String name, @Nullable String value) {
        if (value != null) {
            json.put(name, value);
        }
    }
}
