package io.parley.signaling.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.signaling.identifier.ParticipantSid;
import io.parley.signaling.identifier.RoomSid;
import io.parley.signaling.identifier.TrackSid;
import io.parley.signaling.message.Publisher;
import io.parley.signaling.message.TrackKind;
import io.parley.signaling.room.RoomEvent;
import io.parley.signaling.room.RoomEvent.EndReason;
import io.parley.signaling.room.RoomEvent.ParticipantConnected;
import io.parley.signaling.room.RoomEvent.Reason;
import io.parley.signaling.room.RoomEvent.RoomCreated;
import io.parley.signaling.room.RoomEvent.RoomEnded;
import io.parley.signaling.room.RoomProfile;
import io.parley.signaling.room.RoomSettings;
import io.parley.signaling.room.RoomType;
import io.parley.signaling.room.StatusCallback;
import io.parley.signaling.room.TrackRule;
import io.parley.signaling.room.TrackRules;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EventJsonTest {

    private static final RoomSid ROOM = new RoomSid("RM" + "1".repeat(32));
    private static final TrackRules RULES = new TrackRules(List.of(
            new TrackRule(true, true, null, null, null), new TrackRule(false, false, "alice", "t", TrackKind.VIDEO)));
    private static final RoomSettings SETTINGS = new RoomSettings(
            RoomType.GROUP_SMALL,
            true,
            4,
            3,
            Duration.ofSeconds(30),
            Duration.ofMillis(5_001),
            Duration.ofHours(4),
            Duration.ofHours(24),
            Duration.ofMinutes(5),
            Duration.ZERO);
    private static final RoomProfile PROFILE = new RoomProfile(
            new StatusCallback("https://app.example/hook#rt=2", "GET"),
            List.of("VP8", "H264"),
            "us1",
            true,
            true,
            RULES);

    static Stream<Class<?>> events() {
        return Stream.of(RoomEvent.class.getPermittedSubclasses());
    }

    @ParameterizedTest
    @MethodSource("events")
    void eventComesBackAsItWas(Class<?> kind) throws ReflectiveOperationException {
        RoomEvent event = sample(kind);

        assertThat(EventJson.type(event)).isEqualTo(kind.getSimpleName());
        assertThat(EventJson.read(EventJson.type(event), EventJson.write(event)))
                .isEqualTo(event);
    }

    @ParameterizedTest
    @MethodSource("events")
    void membersOfALaterVersionArePassedOver(Class<?> kind) throws ReflectiveOperationException {
        RoomEvent event = sample(kind);
        String later = EventJson.write(event).replaceFirst("\\{", "{\"later\":{\"x\":[1]},");

        assertThat(EventJson.read(EventJson.type(event), later)).isEqualTo(event);
    }

    @Test
    void whatMayBeAbsentComesBackAbsent() {
        RoomProfile bare = new RoomProfile(null, List.of(), "us1", false, false, null);
        RoomEvent event = new RoomCreated(ROOM, "AC1", "daily", true, SETTINGS, bare);

        assertThat(EventJson.read("RoomCreated", EventJson.write(event))).isEqualTo(event);
    }

    @Test
    void formIsThatOfTheRecords() {
        assertThat(EventJson.write(new RoomEnded(ROOM, EndReason.EMPTY)))
                .isEqualTo("{\"room\":\"" + ROOM.value() + "\",\"reason\":\"EMPTY\"}");
        assertThat(EventJson.write(SETTINGS)).contains("\"sessionGrace\":5001,");
    }

    @Test
    void sessionIsKept() {
        RoomEvent event = new ParticipantConnected(
                ROOM, new ParticipantSid("PA" + "1".repeat(32)), "a", "s3cret", Publisher.UNKNOWN);

        assertThat(EventJson.write(event)).contains("\"session\":\"s3cret\"");
    }

    @Test
    void whatIsNoEventIsRefused() {
        String ended = EventJson.write(new RoomEnded(ROOM, EndReason.EMPTY));

        assertThatThrownBy(() -> EventJson.read("RoomMoved", ended))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("RoomMoved");
        for (String broken : List.of("", "{", "[]", "{\"room\":\"RM1\"}", ended.replace("EMPTY", "BORED"))) {
            assertThatThrownBy(() -> EventJson.read("RoomEnded", broken)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    private static RoomEvent sample(Class<?> kind) throws ReflectiveOperationException {
        RecordComponent[] components = kind.getRecordComponents();
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        Object[] values = Arrays.stream(types).map(EventJsonTest::value).toArray();
        return (RoomEvent) kind.getDeclaredConstructor(types).newInstance(values);
    }

    private static Object value(Class<?> type) {
        if (type == boolean.class) {
            return true;
        }
        Stream<Object> known = Stream.of(
                ROOM,
                new ParticipantSid("PA" + "2".repeat(32)),
                new TrackSid("MT" + "3".repeat(32)),
                new Publisher("parley-video.js", "2.0.0"),
                TrackKind.VIDEO,
                EndReason.MAX_DURATION,
                Reason.SESSION_LENGTH_EXCEEDED,
                SETTINGS,
                PROFILE,
                RULES,
                "text \"quoted\" \u00e9\ud83d\ude00");
        return known.filter(type::isInstance).findFirst().orElseThrow();
    }
}
