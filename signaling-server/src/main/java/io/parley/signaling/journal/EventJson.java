package io.parley.signaling.journal;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import io.parley.signaling.identifier.ParticipantSid;
import io.parley.signaling.identifier.RoomSid;
import io.parley.signaling.identifier.TrackSid;
import io.parley.signaling.room.RoomEvent;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The JSON form of what the store keeps of rooms: records by their members, SIDs as strings, durations in milliseconds.
 * Members that a later version adds are passed over by an earlier one.
 */
public final class EventJson {

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .visibility(PropertyAccessor.IS_GETTER, JsonAutoDetect.Visibility.NONE)
            .addModule(new SimpleModule()
                    .addSerializer(new AsString<>(RoomSid.class, RoomSid::value))
                    .addDeserializer(RoomSid.class, new FromString<>(RoomSid::new))
                    .addSerializer(new AsString<>(ParticipantSid.class, ParticipantSid::value))
                    .addDeserializer(ParticipantSid.class, new FromString<>(ParticipantSid::new))
                    .addSerializer(new AsString<>(TrackSid.class, TrackSid::value))
                    .addDeserializer(TrackSid.class, new FromString<>(TrackSid::new))
                    .addSerializer(new AsMillis())
                    .addDeserializer(Duration.class, new FromMillis()))
            .build();

    private static final Map<String, Class<?>> TYPES = Arrays.stream(RoomEvent.class.getPermittedSubclasses())
            .collect(Collectors.toUnmodifiableMap(Class::getSimpleName, Function.identity()));

    private EventJson() {}

    /** Name of an event's type, as the journal has it. */
    public static String type(RoomEvent event) {
        return event.getClass().getSimpleName();
    }

    /** Writes an event, or a record that is part of one. */
    public static String write(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("every record can be written", e);
        }
    }

    /**
     * Reads an event.
     *
     * @throws IllegalArgumentException when it is none
     */
    public static RoomEvent read(String type, String json) {
        Class<?> known = TYPES.get(type);
        if (known == null) {
            throw new IllegalArgumentException("there is no event " + type);
        }
        return (RoomEvent) read(known, json);
    }

    /**
     * Reads a record that is part of an event.
     *
     * @throws IllegalArgumentException when it is none
     */
    public static <T> T read(Class<T> type, String json) {
        try {
            return MAPPER.readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("no " + type.getSimpleName(), e);
        }
    }

    private static final class AsString<T> extends JsonSerializer<T> {

        private final Class<T> type;
        private final Function<T, String> text;

        AsString(Class<T> type, Function<T, String> text) {
            this.type = type;
            this.text = text;
        }

        @Override
        public Class<T> handledType() {
            return type;
        }

        @Override
        public void serialize(T value, JsonGenerator json, SerializerProvider provider) throws IOException {
            json.writeString(text.apply(value));
        }
    }

    private static final class FromString<T> extends JsonDeserializer<T> {

        private final Function<String, T> parse;

        FromString(Function<String, T> parse) {
            this.parse = parse;
        }

        @Override
        public T deserialize(JsonParser json, DeserializationContext context) throws IOException {
            return parse.apply(json.getText());
        }
    }

    private static final class AsMillis extends JsonSerializer<Duration> {

        @Override
        public Class<Duration> handledType() {
            return Duration.class;
        }

        @Override
        public void serialize(Duration value, JsonGenerator json, SerializerProvider provider) throws IOException {
            json.writeNumber(value.toMillis());
        }
    }

    private static final class FromMillis extends JsonDeserializer<Duration> {
        @Override
        public Duration deserialize(JsonParser json, DeserializationContext context) throws IOException {
            return Duration.ofMillis(json.getLongValue());
        }
    }
}
