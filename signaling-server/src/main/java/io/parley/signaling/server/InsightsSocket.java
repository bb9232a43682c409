package io.parley.signaling.server;

import io.parley.signaling.insights.InsightsConnection;
import io.parley.signaling.insights.InsightsInput;
import io.parley.signaling.insights.InsightsMessage;
import io.parley.signaling.insights.InsightsOutput;
import io.parley.signaling.websocket.TextSocket;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.json.JsonObject;

/** A WebSocket of the SDK's telemetry and the machine behind it. */
final class InsightsSocket implements TextSocket.Listener {

    private static final int INTERNAL_ERROR = 1011;

    private final TextSocket socket;
    private final Metrics metrics;
    private final Runnable closed;
    private final MachineDriver<InsightsInput, InsightsOutput> driver;

    /** @param closed runs when the socket is gone, and this with it */
    InsightsSocket(
            ContextInternal context,
            TextSocket socket,
            InsightsConnection connection,
            Metrics metrics,
            Runnable closed) {
        this.socket = socket;
        this.metrics = metrics;
        this.closed = closed;
        this.driver = new MachineDriver<>(context, connection, this::perform, this::broken);
        socket.listen(this);
    }

    @Override
    public void text(String message, int bytes) {
        received(InsightsMessage.read(message));
    }

    @Override
    public void unacceptable(String why) {
        received(new InsightsMessage.Malformed());
    }

    @Override
    public void congested() {
        driver.feed(new InsightsInput.Congested());
    }

    @Override
    public void closed() {
        driver.feed(new InsightsInput.SocketClosed());
        driver.close();
        closed.run();
    }

    private void received(InsightsMessage message) {
        driver.feed(new InsightsInput.Received(message, System.currentTimeMillis() / 1000));
    }

    private void perform(InsightsOutput output) {
        if (output instanceof InsightsOutput.Count count) {
            metrics.insightsEvent(count.group());
        } else if (output instanceof InsightsOutput.Welcome welcome) {
            send(new JsonObject().put("type", "connected").put("session", welcome.session()));
        } else if (output instanceof InsightsOutput.Complain complain) {
            send(new JsonObject().put("type", "error").put("message", complain.message()));
        } else if (output instanceof InsightsOutput.Close close) {
            socket.close(close.code(), close.reason());
        } else {
            throw new IllegalStateException("no rule for " + output.getClass());
        }
    }

    private void send(JsonObject message) {
        socket.send(message.encode());
    }

    private void broken() {
        driver.close();
        socket.close(INTERNAL_ERROR, "Internal error");
    }
}
