package io.parley.signaling.server;

import io.parley.signaling.config.Config;
import io.parley.signaling.identifier.ParticipantSid;
import io.parley.signaling.identifier.RoomSid;
import io.parley.signaling.room.RoomCommand;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.eventbus.DeliveryOptions;
import java.util.ArrayList;
import java.util.List;

/** A running server. */
public final class ParleyServer {

    private static final DeliveryOptions COMMAND = LocalCodec.options(RoomCommand.class);

    private final Vertx vertx;
    private final Node node;
    private final List<SignalingLoop> loops = new ArrayList<>();

    private ParleyServer(Vertx vertx, Node node) {
        this.vertx = vertx;
        this.node = node;
    }

    /**
     * Starts a server.
     *
     * @return the server once it listens; fails when the port cannot be had
     */
    public static Future<ParleyServer> start(Config config) {
        Node node = new Node(config);
        Vertx vertx = Vertx.vertx(new VertxOptions()
                .setPreferNativeTransport(config.http().nativeTransport())
                .setEventLoopPoolSize(node.loops));
        LocalCodec.register(vertx.eventBus(), RoomCommand.class);
        LocalCodec.register(vertx.eventBus(), Delivery.class);
        ParleyServer server = new ParleyServer(vertx, node);
        return server.deploy()
                .map(server)
                .recover(failure -> vertx.close().transform(closed -> Future.failedFuture(failure)));
    }

    /** The port it listens on. */
    public int port() {
        return loops.get(0).port();
    }

    /** Ends a room for everybody in it. */
    public void complete(RoomSid room) {
        command(room, new RoomCommand.Complete(room));
    }

    /** Removes a participant from a room; it may join again. */
    public void remove(RoomSid room, ParticipantSid participant) {
        command(room, new RoomCommand.Remove(room, participant));
    }

    /**
     * Stops in good order: sends newcomers elsewhere, waits for the configured time, then ends all connections so that
     * clients try to resume.
     */
    public Future<Void> stop() {
        node.drain();
        loops.forEach(SignalingLoop::drain);
        long drainMillis = node.config.http().drainTimeout().toMillis();
        Future<?> drained = drainMillis == 0 ? Future.succeededFuture() : vertx.timer(drainMillis);
        return drained.compose(over -> vertx.close()).eventually(() -> {
            node.metrics.close();
            return Future.succeededFuture();
        });
    }

    /** One loop after the other: those that follow share the port that the first one got. */
    private Future<?> deploy() {
        Future<?> deployed = Future.succeededFuture();
        for (int number = 0; number < node.loops; number++) {
            int current = number;
            deployed = deployed.compose(before -> deploy(current));
        }
        return deployed;
    }

    private Future<?> deploy(int number) {
        int port = loops.isEmpty() ? node.config.http().port() : port();
        SignalingLoop loop = new SignalingLoop(node, number, port);
        return vertx.deployVerticle(loop).onSuccess(id -> loops.add(loop));
    }

    private void command(RoomSid room, RoomCommand command) {
        vertx.eventBus().send(node.directory.owner(room), command, COMMAND);
    }
}
