package io.parley.signaling.server;

import io.parley.signaling.connection.ClientFrame;
import io.parley.signaling.connection.CloseReason;
import io.parley.signaling.connection.Connection;
import io.parley.signaling.connection.ConnectionInput;
import io.parley.signaling.connection.ConnectionOutput;
import io.parley.signaling.connection.ConnectionRef;
import io.parley.signaling.connection.Frames;
import io.parley.signaling.connection.ServerFrame;
import io.parley.signaling.message.ServerMessage;
import io.parley.signaling.room.RoomCommand;
import io.parley.signaling.websocket.TextSocket;
import io.vertx.core.Future;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.internal.ContextInternal;
import org.jspecify.annotations.Nullable;

/** A client's WebSocket and the machine behind it. */
final class ClientSocket implements TextSocket.Listener {

    private static final DeliveryOptions COMMAND = LocalCodec.options(RoomCommand.class);

    private final EventBus eventBus;
    private final TextSocket socket;
    private final ConnectionRef self;
    private final Connection connection;
    private final RoomDirectory directory;
    private final Metrics metrics;
    private final Runnable closed;
    private final MachineDriver<ConnectionInput, ConnectionOutput> driver;
    /** Owner of the room that this connection has asked for. */
    private @Nullable Future<String> owner;

    /** @param closed runs when the socket is gone, and this with it */
    ClientSocket(
            ContextInternal context,
            TextSocket socket,
            ConnectionRef self,
            Connection connection,
            RoomDirectory directory,
            Metrics metrics,
            Runnable closed) {
        this.eventBus = context.owner().eventBus();
        this.socket = socket;
        this.self = self;
        this.connection = connection;
        this.directory = directory;
        this.metrics = metrics;
        this.closed = closed;
        this.driver = new MachineDriver<>(context, connection, this::perform, this::broken);
        metrics.connectionOpened();
        socket.listen(this);
    }

    @Override
    public void text(String message, int bytes) {
        received(Frames.read(message), bytes);
    }

    @Override
    public void unacceptable(String why) {
        received(new ClientFrame.Malformed(why), 0);
    }

    @Override
    public void congested() {
        metrics.clientCongested();
        driver.feed(new ConnectionInput.Congested());
    }

    @Override
    public void closed() {
        driver.feed(new ConnectionInput.SocketClosed());
        driver.close();
        metrics.connectionClosed();
        closed.run();
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

    private void received(ClientFrame frame, int bytes) {
        metrics.frameReceived();
        driver.feed(new ConnectionInput.Received(frame, bytes, System.currentTimeMillis() / 1000));
    }

    private void perform(ConnectionOutput output) {
        if (output instanceof ConnectionOutput.Send send) {
            send(send.frame());
        } else if (output instanceof ConnectionOutput.ToRoom toRoom) {
            toRoom(toRoom.command());
        } else if (output instanceof ConnectionOutput.Close close) {
            close(close.reason());
        } else {
            throw new IllegalStateException("no rule for " + output.getClass());
        }
    }

    /** Nothing of the machine can be relied on any more, so it is from here that the room hears of the loss. */
    private void broken() {
        driver.close();
        connection.abandon();
        close(CloseReason.BROKEN);
        if (owner != null) {
            toRoom(new RoomCommand.Lose(self));
        }
    }

    private void close(CloseReason reason) {
        socket.close(reason.code(), reason.text());
    }

    private void send(ServerFrame frame) {
        metrics.frameSent();
        if (frame instanceof ServerFrame.Message message && message.body() instanceof ServerMessage.Failure failure) {
            metrics.errorSent(failure.code());
        }
        socket.send(Frames.write(frame));
    }

    private void toRoom(RoomCommand command) {
        if (owner == null) {
            owner = directory.owner(command);
            owner.onFailure(unreachable -> driver.feed(new ConnectionInput.RoomUnreachable()));
        }
        owner.onSuccess(address -> eventBus.send(address, command, COMMAND));
    }
}
