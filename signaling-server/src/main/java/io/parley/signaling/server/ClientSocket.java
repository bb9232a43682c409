package io.parley.signaling.server;

import io.parley.signaling.connection.ClientFrame;
import io.parley.signaling.connection.Connection;
import io.parley.signaling.connection.ConnectionInput;
import io.parley.signaling.connection.ConnectionOutput;
import io.parley.signaling.connection.Frames;
import io.parley.signaling.connection.ServerFrame;
import io.parley.signaling.message.ServerMessage;
import io.parley.signaling.room.RoomCommand;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.http.ServerWebSocket;
import org.jspecify.annotations.Nullable;

/** A client's WebSocket and the machine behind it. */
final class ClientSocket {

    private static final DeliveryOptions COMMAND = LocalCodec.options(RoomCommand.class);

    private final Vertx vertx;
    private final ServerWebSocket socket;
    private final RoomDirectory directory;
    private final Metrics metrics;
    private final int maxOutboundBytes;
    private final MachineDriver<ConnectionInput, ConnectionOutput> driver;
    /** Owner of the room that this connection has asked for. */
    private @Nullable Future<String> owner;
    /** Sent while the socket took nothing more: what at most still waits in memory. */
    private long backlogBytes;

    ClientSocket(
            Vertx vertx,
            ServerWebSocket socket,
            Connection connection,
            RoomDirectory directory,
            Metrics metrics,
            int maxOutboundBytes) {
        this.vertx = vertx;
        this.socket = socket;
        this.directory = directory;
        this.metrics = metrics;
        this.maxOutboundBytes = maxOutboundBytes;
        this.driver = new MachineDriver<>(vertx, connection, this::perform);
        metrics.connectionOpened();
        socket.textMessageHandler(text -> received(Frames.read(text)));
        socket.binaryMessageHandler(bytes -> received(new ClientFrame.Malformed("frames are text")));
        socket.exceptionHandler(this::failed);
    }

    /** What Vert.x refuses to put together is too large; anything else is followed by the end of the socket. */
    private void failed(Throwable failure) {
        if (failure instanceof IllegalStateException) {
            received(new ClientFrame.Malformed("the message is too large"));
        }
    }

    /** The socket is gone, and this with it. */
    void closed() {
        driver.feed(new ConnectionInput.SocketClosed());
        driver.close();
        metrics.connectionClosed();
    }

    void shutDown() {
        driver.feed(new ConnectionInput.ShuttingDown());
    }

    void deliver(Delivery delivery) {
        driver.feed(
                delivery instanceof Delivery.ToClient toClient
                        ? new ConnectionInput.FromRoom(toClient.message())
                        : new ConnectionInput.Superseded());
    }

    private void received(ClientFrame frame) {
        metrics.frameReceived();
        driver.feed(new ConnectionInput.Received(frame, System.currentTimeMillis() / 1000));
    }

    private void perform(ConnectionOutput output) {
        if (output instanceof ConnectionOutput.Send send) {
            send(send.frame());
        } else if (output instanceof ConnectionOutput.ToRoom toRoom) {
            toRoom(toRoom.command());
        } else if (output instanceof ConnectionOutput.Close close) {
            socket.close((short) close.reason().code(), close.reason().text());
        } else {
            throw new IllegalStateException("no rule for " + output.getClass());
        }
    }

    private void send(ServerFrame frame) {
        String text = Frames.write(frame);
        backlogBytes = socket.writeQueueFull() ? backlogBytes + text.length() : 0;
        metrics.frameSent();
        if (frame instanceof ServerFrame.Message message && message.body() instanceof ServerMessage.Failure failure) {
            metrics.errorSent(failure.code());
        }
        if (backlogBytes > maxOutboundBytes) {
            metrics.clientCongested();
            vertx.runOnContext(later -> driver.feed(new ConnectionInput.Congested()));
        } else {
            socket.writeTextMessage(text);
        }
    }

    private void toRoom(RoomCommand command) {
        if (owner == null) {
            owner = directory.owner(command);
            owner.onFailure(unreachable -> driver.feed(new ConnectionInput.RoomUnreachable()));
        }
        owner.onSuccess(address -> vertx.eventBus().send(address, command, COMMAND));
    }
}
