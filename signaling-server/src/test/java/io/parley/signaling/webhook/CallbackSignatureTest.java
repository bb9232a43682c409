package io.parley.signaling.webhook;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.twilio.security.RequestValidator;
import io.parley.signaling.webhook.CallbackParameters.ParticipantFacts;
import io.parley.signaling.webhook.CallbackParameters.RoomFacts;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Signatures, against worked examples and against the library that apps check them with. */
class CallbackSignatureTest {

    private static final String TOKEN = "12345678901234567890123456789012";
    private static final String URL = "https://hooks.example.com/room-events?tenant=7";
    private static final long AT = Instant.parse("2026-01-02T03:04:05.678Z").toEpochMilli();

    private final RequestValidator library = new RequestValidator(TOKEN);

    @Test
    void signsTheFormOfAPost() {
        String signature = CallbackSignature.sign(TOKEN, URL, example());

        assertThat(signature).isEqualTo("RhVwfQmlXNW0EzBZpCIzzV/2KYA=");
        assertThat(library.validate(URL, example(), signature)).isTrue();
    }

    @Test
    void signsTheUrlOfAGet() {
        CallbackUrl asked = requireNonNull(CallbackUrl.parse(URL)).with(CallbackParameters.encode(example()));

        assertThat(asked.signed())
                .isEqualTo(
                        "https://hooks.example.com/room-events?tenant=7&AccountSid=ACaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
                                + "&RoomName=DailyStandup&RoomSid=RM11111111111111111111111111111111"
                                + "&RoomStatus=in-progress&RoomType=group&StatusCallbackEvent=participant-connected"
                                + "&Timestamp=2026-01-02T03%3A04%3A05.678Z&SequenceNumber=2"
                                + "&ParticipantSid=PA22222222222222222222222222222222"
                                + "&ParticipantIdentity=alice%40example.com&ParticipantStatus=connected");
        String signature = CallbackSignature.sign(TOKEN, asked.signed(), Map.of());
        assertThat(signature).isEqualTo("gbojGMQK0FrCIR17vB8KW0Gs4TE=");
        assertThat(library.validate(asked.signed(), new HashMap<>(), signature)).isTrue();
    }

    @Test
    void whateverIsSignedTheLibraryAccepts() {
        Random random = new Random(7);
        for (int i = 0; i < 500; i++) {
            Map<String, String> form = new LinkedHashMap<>();
            for (int n = random.nextInt(8); n > 0; n--) {
                form.put("Name" + text(random), text(random));
            }

            String signature = CallbackSignature.sign(TOKEN, URL, form);

            assertThat(library.validate(URL, form, signature))
                    .as("form %s", form)
                    .isTrue();
            form.put("Name", "another");
            assertThat(library.validate(URL, form, signature)).isFalse();
        }
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        random.ints(random.nextInt(12), 0x20, 0x2fff).forEach(text::appendCodePoint);
        return text.append("\uD83D\uDE00".repeat(random.nextInt(2))).toString();
    }

    private static Map<String, String> example() {
        return CallbackParameters.of(
                "participant-connected",
                AT,
                2,
                new RoomFacts(
                        "ACaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
                        "RM11111111111111111111111111111111",
                        "DailyStandup",
                        "in-progress",
                        "group",
                        AT - 60_000,
                        null),
                new ParticipantFacts("PA22222222222222222222222222222222", "alice@example.com", AT, null),
                null);
    }
}
