package io.parley.signaling.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.parley.signaling.connection.ClientFrame;
import io.parley.signaling.connection.Frames;
import io.parley.signaling.connection.ServerFrame;
import io.parley.signaling.message.ClientMessage;
import io.parley.signaling.message.RoomState;
import io.parley.signaling.message.ServerMessage;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Replays the stored inputs; with {@code JAZZER_FUZZ=1} in the environment it looks for new ones. */
class FramesFuzzTest {

    @FuzzTest(maxDuration = "60s")
    void read(byte[] input) {
        ClientFrame frame = Frames.read(new String(input, StandardCharsets.UTF_8));

        if (frame instanceof ClientFrame.Message message && message.body() instanceof ClientMessage.Update update) {
            assertRelayedAsJson(update);
        }
    }

    /** What a client tells others must not break the frame in which they get it. */
    private static void assertRelayedAsJson(ClientMessage.Update update) {
        RoomState state = new RoomState(List.of(), update.peerConnections(), null, null);
        String relayed = Frames.write(new ServerFrame.Message(new ServerMessage.Update(state)));
        String echoed = relayed.replaceFirst(
                "\"update\"", "\"update\",\"session\":\"s\",\"participant\":{\"revision\":1,\"tracks\":[]}");

        boolean named = update.peerConnections().stream()
                .allMatch(
                        each -> each.description() == null || each.description().sdp() != null);
        if (named && !update.peerConnections().isEmpty()) {
            assertThat(Frames.read(echoed))
                    .isInstanceOfSatisfying(
                            ClientFrame.Message.class,
                            message -> assertThat(message.body())
                                    .isInstanceOfSatisfying(
                                            ClientMessage.Update.class,
                                            same -> assertThat(same.peerConnections())
                                                    .isEqualTo(update.peerConnections())));
        }
    }
}
