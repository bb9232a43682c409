package io.parley.signaling.insights;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.machine.Machine;
import io.parley.signaling.insights.InsightsInput.Congested;
import io.parley.signaling.insights.InsightsInput.Received;
import io.parley.signaling.insights.InsightsInput.SocketClosed;
import io.parley.signaling.insights.InsightsOutput.Close;
import io.parley.signaling.insights.InsightsOutput.Complain;
import io.parley.signaling.insights.InsightsOutput.Count;
import io.parley.signaling.insights.InsightsOutput.Welcome;
import io.parley.token.ApiKeys;
import io.parley.token.DevelopmentCredentials;
import io.parley.token.TokenMinter;
import io.parley.token.TokenRequest;
import io.parley.token.TokenVerifier;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class InsightsConnectionTest {

    private static final long SECOND = Duration.ofSeconds(1).toNanos();
    private static final long EPOCH_SECONDS = 1_795_334_354L;
    private static final InsightsMessage EVENT = new InsightsMessage.Event("quality");
    private static final InsightsMessage CONNECT = new InsightsMessage.Connect(TokenMinter.mint(
            DevelopmentCredentials.API_KEY, new TokenRequest("alice", null, Duration.ofHours(1)), EPOCH_SECONDS));
    private static final InsightsOutput VIOLATED = new Close(1008, "Telemetry protocol violated");

    private final InsightsConnection connection = new InsightsConnection(
            "session",
            new InsightsLimits(Duration.ofSeconds(15), Duration.ofMinutes(3), 10, 20),
            new TokenVerifier(ApiKeys.of(List.of(DevelopmentCredentials.API_KEY)), Duration.ofSeconds(30)),
            0);

    @Test
    void eventsAreCountedAfterTheConnect() {
        assertThat(receive(0, CONNECT)).containsExactly(new Welcome("session"));
        assertThat(receive(SECOND, EVENT)).containsExactly(new Count("quality"));
    }

    @Test
    void whatIsNotInOrderIsRefused() {
        assertThat(receive(0, EVENT))
                .containsExactly(new Complain("not a telemetry message, or no valid token"), VIOLATED);
        assertThat(receive(0, CONNECT)).isEmpty();
    }

    @Test
    void tokenThatIsNotValidIsRefused() {
        assertThat(receive(0, new InsightsMessage.Connect("nonsense"))).contains(VIOLATED);
    }

    @Test
    void malformedMessageIsRefused() {
        receive(0, CONNECT);

        assertThat(receive(0, new InsightsMessage.Malformed())).contains(VIOLATED);
    }

    @Test
    void socketWithoutAConnectIsClosed() {
        assertThat(timeout(15 * SECOND - 1)).isEmpty();
        assertThat(timeout(15 * SECOND)).containsExactly(new Close(1008, "No connect in time"));
        assertThat(connection.nextTimeoutNanos()).isEqualTo(Machine.NEVER);
    }

    @Test
    void silentPageIsClosed() {
        receive(0, CONNECT);
        receive(60 * SECOND, EVENT);

        assertThat(timeout(240 * SECOND - 1)).isEmpty();
        assertThat(timeout(240 * SECOND)).containsExactly(new Close(1008, "No sign of life"));
    }

    @Test
    void floodIsRefused() {
        receive(0, CONNECT);
        for (int i = 1; i < 20; i++) {
            assertThat(receive(0, EVENT)).hasSize(1);
        }

        assertThat(receive(0, EVENT)).containsExactly(new Complain("too many messages"), VIOLATED);
    }

    @Test
    void eventsAtTheSustainedRateAreFine() {
        receive(0, CONNECT);
        for (int i = 1; i < 1_000; i++) {
            assertThat(receive(i * SECOND / 10, EVENT)).hasSize(1);
        }
    }

    static Stream<InsightsInput> everyInput() {
        return Stream.of(new Received(CONNECT, EPOCH_SECONDS), new Congested(), new SocketClosed());
    }

    @ParameterizedTest
    @MethodSource
    void everyInput(InsightsInput input) {
        feed(0, input);
        feed(0, new SocketClosed());

        assertThat(feed(1, input)).isEmpty();
        assertThat(connection.nextTimeoutNanos()).isEqualTo(Machine.NEVER);
    }

    @Test
    void everyKindOfInputHasASample() {
        assertThat(everyInput().map(Object::getClass))
                .containsExactlyInAnyOrder(InsightsInput.class.getPermittedSubclasses());
    }

    private List<InsightsOutput> receive(long nowNanos, InsightsMessage message) {
        return feed(nowNanos, new Received(message, EPOCH_SECONDS));
    }

    private List<InsightsOutput> feed(long nowNanos, InsightsInput input) {
        connection.handle(nowNanos, input);
        return drain();
    }

    private List<InsightsOutput> timeout(long nowNanos) {
        connection.handleTimeout(nowNanos);
        return drain();
    }

    private List<InsightsOutput> drain() {
        List<InsightsOutput> outputs = new ArrayList<>();
        for (InsightsOutput output = connection.poll(); output != null; output = connection.poll()) {
            outputs.add(output);
        }
        return outputs;
    }
}
