package io.parley.signaling.insights;

import io.parley.machine.Machine;
import io.parley.machine.TokenBucket;
import io.parley.signaling.insights.InsightsInput.Congested;
import io.parley.signaling.insights.InsightsInput.Received;
import io.parley.signaling.insights.InsightsInput.SocketClosed;
import io.parley.signaling.insights.InsightsMessage.Connect;
import io.parley.signaling.insights.InsightsMessage.Event;
import io.parley.signaling.insights.InsightsOutput.Close;
import io.parley.signaling.insights.InsightsOutput.Complain;
import io.parley.signaling.insights.InsightsOutput.Count;
import io.parley.signaling.insights.InsightsOutput.Welcome;
import io.parley.token.TokenVerifier;
import io.parley.token.Verification;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * One socket of the SDK's telemetry (docs/signaling.md, "Insights gateway"): a valid {@code connect}, then events.
 *
 * <pre>
 *  CONNECTING ──connect──▶ CONNECTED ──anything else, silence, flood──▶ CLOSED
 *      └──── anything else, or no connect in time ───────────────────────▲
 * </pre>
 */
public final class InsightsConnection implements Machine<InsightsInput, InsightsOutput> {

    /** Policy violation, RFC 6455 section 7.4.1. */
    private static final int POLICY_VIOLATION = 1008;

    private enum State {
        CONNECTING,
        CONNECTED,
        CLOSED
    }

    private final String session;
    private final InsightsLimits limits;
    private final TokenVerifier tokens;
    private final TokenBucket messages;
    private final Queue<InsightsOutput> outputs = new ArrayDeque<>(2);
    private State state = State.CONNECTING;
    private long endsAtNanos;

    /** @param session that the page is told; means nothing to it */
    public InsightsConnection(String session, InsightsLimits limits, TokenVerifier tokens, long nowNanos) {
        this.session = session;
        this.limits = limits;
        this.tokens = tokens;
        this.messages = new TokenBucket(limits.messagesPerSecond(), limits.messageBurst(), nowNanos);
        this.endsAtNanos = nowNanos + limits.connectTimeout().toNanos();
    }

    @Override
    public void handle(long nowNanos, InsightsInput input) {
        if (state == State.CLOSED) {
            return;
        }
        if (input instanceof Received received) {
            received(nowNanos, received);
        } else if (input instanceof Congested) {
            close("Page reads too slowly");
        } else if (input instanceof SocketClosed) {
            end();
        } else {
            throw new IllegalStateException("no rule for " + input.getClass());
        }
    }

    @Override
    public void handleTimeout(long nowNanos) {
        if (nowNanos >= endsAtNanos) {
            close(state == State.CONNECTING ? "No connect in time" : "No sign of life");
        }
    }

    @Override
    public @Nullable InsightsOutput poll() {
        return outputs.poll();
    }

    @Override
    public long nextTimeoutNanos() {
        return endsAtNanos;
    }

    private void received(long nowNanos, Received received) {
        if (!messages.take(nowNanos)) {
            refuse("too many messages");
        } else if (received.message() instanceof Event event && state == State.CONNECTED) {
            heard(nowNanos);
            outputs.add(new Count(event.group()));
        } else if (received.message() instanceof Connect connect && isValid(connect, received.epochSeconds())) {
            state = State.CONNECTED;
            heard(nowNanos);
            outputs.add(new Welcome(session));
        } else {
            refuse("not a telemetry message, or no valid token");
        }
    }

    private boolean isValid(Connect connect, long epochSeconds) {
        return tokens.verify(connect.token(), epochSeconds) instanceof Verification.Verified;
    }

    private void heard(long nowNanos) {
        endsAtNanos = nowNanos + limits.deadAfter().toNanos();
    }

    private void refuse(String why) {
        outputs.add(new Complain(why));
        close("Telemetry protocol violated");
    }

    private void close(String reason) {
        end();
        outputs.add(new Close(POLICY_VIOLATION, reason));
    }

    private void end() {
        state = State.CLOSED;
        endsAtNanos = NEVER;
    }
}
