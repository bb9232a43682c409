package io.parley.signaling.config;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.parley.signaling.message.WireName;
import io.parley.signaling.room.RoomType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the configuration: the defaults of {@code parley.yaml}, which is also the documentation, and over them what a
 * file says. A setting that the defaults do not have is an error, so that a misspelt one is not silently without effect.
 */
public final class ConfigLoader {

    private static final Pattern DURATION = Pattern.compile("(\\d{1,12})(ms|s|m|h)");
    private static final ObjectMapper YAML = YAMLMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .addModule(new SimpleModule()
                    .addDeserializer(Duration.class, new DurationReader())
                    .addDeserializer(RoomType.class, new RoomTypeReader()))
            .build();

    private ConfigLoader() {}

    /** The defaults. */
    public static Config defaults() {
        try {
            return bind(defaultTree());
        } catch (ConfigException e) {
            throw new IllegalStateException("the defaults are broken", e);
        }
    }

    /** The defaults as a commented file: the sample configuration. */
    public static String sample() {
        try (InputStream in = openDefaults()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("the defaults are not in the jar", e);
        }
    }

    /** What {@code file} says, over the defaults. */
    public static Config load(Path file) throws ConfigException {
        try {
            return parse(Files.readString(file));
        } catch (NoSuchFileException e) {
            throw new ConfigException("there is no file " + file);
        } catch (IOException e) {
            throw new ConfigException("cannot read " + file + ": " + e.getMessage());
        } catch (ConfigException e) {
            throw new ConfigException(file + ": " + e.getMessage());
        }
    }

    /** What {@code yaml} says, over the defaults. */
    public static Config parse(String yaml) throws ConfigException {
        try {
            JsonNode changes = YAML.readTree(yaml);
            ObjectNode tree = defaultTree();
            if (changes instanceof ObjectNode object) {
                overlay(tree, object, "");
            } else if (!changes.isMissingNode() && !changes.isNull()) {
                throw new ConfigException("not a mapping of settings");
            }
            return bind(tree);
        } catch (JsonProcessingException e) {
            throw new ConfigException(explain(e));
        }
    }

    private static void overlay(ObjectNode base, ObjectNode changes, String prefix) throws ConfigException {
        for (Iterator<Map.Entry<String, JsonNode>> each = changes.fields(); each.hasNext(); ) {
            Map.Entry<String, JsonNode> change = each.next();
            String setting = prefix + change.getKey();
            JsonNode known = base.get(change.getKey());
            if (known == null) {
                throw new ConfigException("there is no setting " + setting);
            }
            if (known instanceof ObjectNode section) {
                if (!(change.getValue() instanceof ObjectNode changed)) {
                    throw new ConfigException(setting + " is a section, and needs settings below it");
                }
                overlay(section, changed, setting + ".");
            } else if (change.getValue().isNull() && !known.isNull()) {
                throw new ConfigException(setting + " is empty, and needs a value");
            } else {
                base.set(change.getKey(), change.getValue());
            }
        }
    }

    private static Config bind(ObjectNode tree) throws ConfigException {
        try {
            return YAML.treeToValue(tree, Config.class);
        } catch (JsonProcessingException e) {
            throw new ConfigException(explain(e));
        }
    }

    private static String explain(JsonProcessingException e) {
        Throwable cause = e.getCause();
        if (cause instanceof IllegalArgumentException) {
            return String.valueOf(cause.getMessage());
        }
        String where = e instanceof JsonMappingException mapping ? path(mapping) : "";
        return where + e.getOriginalMessage() + (e.getLocation() == null ? "" : at(e));
    }

    private static String at(JsonProcessingException e) {
        int line = e.getLocation().getLineNr();
        return line < 1 ? "" : " (line " + line + ", column " + e.getLocation().getColumnNr() + ")";
    }

    private static String path(JsonMappingException e) {
        StringBuilder path = new StringBuilder();
        for (JsonMappingException.Reference step : e.getPath()) {
            String name = step.getFieldName() == null ? "[" + step.getIndex() + "]" : step.getFieldName();
            path.append(path.isEmpty() || name.startsWith("[") ? "" : ".").append(name);
        }
        return path.isEmpty() ? "" : path.append(": ").toString();
    }

    private static ObjectNode defaultTree() {
        try (InputStream in = openDefaults()) {
            return (ObjectNode) YAML.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException("the defaults cannot be read", e);
        }
    }

    private static InputStream openDefaults() {
        InputStream in = ConfigLoader.class.getResourceAsStream("/parley.yaml");
        if (in == null) {
            throw new IllegalStateException("parley.yaml is not on the class path");
        }
        return in;
    }

    /** Nanoseconds of a few such durations fit into a long. */
    private static final class DurationReader extends JsonDeserializer<Duration> {

        private static final Duration LONGEST = Duration.ofDays(3_650);

        @Override
        public Duration deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            Matcher matcher = DURATION.matcher(parser.getText());
            if (!matcher.matches()) {
                throw JsonMappingException.from(
                        parser, "\"" + parser.getText() + "\" is not a duration such as 30s (units: ms, s, m, h)");
            }
            long number = Long.parseLong(matcher.group(1));
            Duration duration = switch (matcher.group(2)) {
                case "ms" -> Duration.ofMillis(number);
                case "s" -> Duration.ofSeconds(number);
                case "m" -> Duration.ofMinutes(number);
                default -> Duration.ofHours(number);
            };
            if (duration.compareTo(LONGEST) > 0) {
                throw JsonMappingException.from(
                        parser, "\"" + parser.getText() + "\" is more than 10 years, " + LONGEST.toHours() + "h");
            }
            return duration;
        }
    }

    private static final class RoomTypeReader extends JsonDeserializer<RoomType> {
        @Override
        public RoomType deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            RoomType type = WireName.find(RoomType.values(), parser.getText());
            if (type == null) {
                throw JsonMappingException.from(
                        parser,
                        "\"" + parser.getText() + "\" is not a room type: group, group-small, peer-to-peer or go");
            }
            return type;
        }
    }
}
