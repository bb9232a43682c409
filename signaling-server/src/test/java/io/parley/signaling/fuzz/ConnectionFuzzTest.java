package io.parley.signaling.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.parley.signaling.connection.ConnectionInput;
import io.parley.signaling.connection.ConnectionOutput;
import io.parley.signaling.connection.ConnectionRig;
import io.parley.signaling.message.ServerMessage;
import io.parley.signaling.room.RoomCommand;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Replays the stored inputs; with {@code JAZZER_FUZZ=1} in the environment it looks for new ones. */
class ConnectionFuzzTest {

    private static final String VALID_HELLO = "{\"type\":\"hello\",\"version\":2,\"timeout\":5000,\"body\":";

    /** Each line is a frame; its first character chooses what happens besides. */
    @FuzzTest(maxDuration = "60s")
    void converse(byte[] input) {
        ConnectionRig connection = ConnectionRig.idle();
        List<ConnectionOutput> outputs = new ArrayList<>();
        long nowNanos = 0;
        for (String line : new String(input, StandardCharsets.UTF_8).split("\n", 50)) {
            char choice = line.isEmpty() ? ' ' : line.charAt(0);
            nowNanos += Duration.ofMillis(choice * 10L).toNanos();
            outputs.addAll(connection.timeout(nowNanos));
            outputs.addAll(
                    switch (choice) {
                        case 'c' -> connection.fromRoom(nowNanos, ConnectionRig.connected());
                        case 'd' -> connection.fromRoom(nowNanos, new ServerMessage.Disconnected(false));
                        case 's' -> connection.feed(nowNanos, new ConnectionInput.Superseded());
                        case 'x' -> connection.feed(nowNanos, new ConnectionInput.SocketClosed());
                        case 'h' -> connection.receive(nowNanos, VALID_HELLO + line.substring(1) + "}");
                        default -> connection.receive(nowNanos, line);
                    });
        }
        outputs.addAll(connection.feed(nowNanos, new ConnectionInput.SocketClosed()));

        assertThat(closes(outputs)).isLessThanOrEqualTo(1);
        assertThat(rooms(outputs, RoomCommand.Join.class) + rooms(outputs, RoomCommand.Resume.class))
                .isLessThanOrEqualTo(1);
        assertThat(rooms(outputs, RoomCommand.Leave.class) + rooms(outputs, RoomCommand.Lose.class))
                .isLessThanOrEqualTo(1);
        assertThat(connection.nextTimeoutNanos()).isEqualTo(Long.MAX_VALUE);
    }

    private static long closes(List<ConnectionOutput> outputs) {
        return outputs.stream().filter(ConnectionOutput.Close.class::isInstance).count();
    }

    private static long rooms(List<ConnectionOutput> outputs, Class<? extends RoomCommand> kind) {
        return outputs.stream()
                .filter(ConnectionOutput.ToRoom.class::isInstance)
                .map(output -> ((ConnectionOutput.ToRoom) output).command())
                .filter(kind::isInstance)
                .count();
    }
}
