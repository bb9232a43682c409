package io.parley.signaling.insights;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.parley.signaling.message.JsonReader;
import io.parley.signaling.message.MalformedMessageException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Set;

/** What the SDK sends to the telemetry gateway (docs/signaling.md, "Insights gateway"). */
public sealed interface InsightsMessage {

    /** Opens the telemetry of one participant. */
    record Connect(String token) implements InsightsMessage {
        @Override
        public String toString() {
            return "Connect";
        }
    }

    /** Something happened in the page; {@code group} is one of {@link #GROUPS}. */
    record Event(String group) implements InsightsMessage {}

    /** Neither. */
    record Malformed() implements InsightsMessage {}

    /** Where events of a group that is not known are counted. */
    String OTHER = "other";

    /** The groups that the SDK sends: a closed set, since each becomes a time series. */
    Set<String> GROUPS = Set.of(
            "signaling",
            "room",
            "quality",
            "network",
            "get-user-media",
            "track-warning-raised",
            "track-warning-cleared",
            "application",
            "system",
            "pc-connection-state",
            "pc-signaling-state",
            "ice-gathering-state",
            "ice-connection-state",
            "dtls-transport-state",
            "ice-candidate",
            "media",
            "video-processor",
            "preflight",
            OTHER);

    /** Reads a frame. */
    static InsightsMessage read(String text) {
        String[] members = {"", "", ""};
        try (JsonReader json = new JsonReader(text)) {
            json.document(name -> {
                switch (name) {
                    case "type" -> members[0] = json.string(name, 64);
                    case "token" -> members[1] = json.string(name, 8 * 1024);
                    case "group" -> members[2] = json.string(name, 256);
                    default -> json.skip();
                }
            });
        } catch (JsonProcessingException | MalformedMessageException e) {
            return new Malformed();
        } catch (IOException e) {
            throw new UncheckedIOException("reading a string cannot fail otherwise", e);
        }
        return switch (members[0]) {
            case "connect" -> new Connect(members[1]);
            case "event" -> new Event(GROUPS.contains(members[2]) ? members[2] : OTHER);
            default -> new Malformed();
        };
    }
}
