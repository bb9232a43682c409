package io.parley.signaling.server;

import io.parley.signaling.config.Config;
import io.parley.signaling.identifier.ParticipantSid;
import io.parley.signaling.identifier.RoomSid;
import io.parley.signaling.room.RoomCommand;
import io.parley.signaling.room.RoomOutput;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.eventbus.DeliveryOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/** A running server. */
public final class ParleyServer {

    private static final DeliveryOptions COMMAND = LocalCodec.options(RoomCommand.class);

    private final Vertx vertx;
    private final Node node;
    private final List<SignalingLoop> loops = new ArrayList<>();
    private final AtomicBoolean stopping = new AtomicBoolean();
    private final Promise<Void> stopped = Promise.promise();

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
        CompletableFuture<Storage> opening = CompletableFuture.supplyAsync(() -> Storage.open(config.store()));
        Vertx vertx = Vertx.vertx(new VertxOptions()
                .setPreferNativeTransport(config.http().nativeTransport())
                .setEventLoopPoolSize(Node.loops(config)));
        LocalCodec.register(vertx.eventBus(), RoomCommand.class);
        LocalCodec.register(vertx.eventBus(), Delivery.class);
        LocalCodec.register(vertx.eventBus(), RoomOutput.Outcome.class);
        Metrics metrics = new Metrics();
        Promise<ParleyServer> started = Promise.promise();
        Future.fromCompletionStage(opening)
                .map(storage -> Node.on(storage, config, vertx.eventBus(), metrics))
                .onFailure(failure -> vertx.close().onComplete(closed -> started.fail(failure)))
                .onSuccess(node -> {
                    ParleyServer server = new ParleyServer(vertx, node);
                    server.deploy()
                            .onSuccess(deployed -> started.complete(server))
                            .onFailure(failure -> server.close().onComplete(closed -> started.fail(failure)));
                });
        return started.future();
    }

    /** The port it listens on. */
    public int port() {
        return loops.get(0).actualPort();
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
     * clients try to resume. Asked again it returns the same future.
     */
    public Future<Void> stop() {
        if (stopping.compareAndSet(false, true)) {
            node.drain();
            loops.forEach(SignalingLoop::drain);
            long drainMillis = node.config.http().drainTimeout().toMillis();
            if (drainMillis == 0) {
                close().onComplete(stopped);
            } else {
                vertx.timer(drainMillis).onComplete(over -> close().onComplete(stopped));
            }
        }
        return stopped.future();
    }

    /** Clients first, while there are still rooms to hear of it. What follows belongs to no loop: they end here. */
    private Future<Void> close() {
        Promise<Void> closed = Promise.promise();
        Future.all(loops.stream().map(SignalingLoop::cutClients).toList()).onComplete(cut -> {
            vertx.close().onComplete(ended -> {
                node.close();
                closed.handle(ended);
            });
        });
        return closed.future();
    }

    /** All loops in one deployment, since only then can they share a port that nobody has chosen. */
    private Future<?> deploy() {
        for (int number = 0; number < node.loops; number++) {
            loops.add(new SignalingLoop(node, number));
        }
        return vertx.deployVerticle(loops.iterator()::next, new DeploymentOptions().setInstances(node.loops))
                .compose(deployed ->
                        Future.all(loops.stream().map(SignalingLoop::listen).toList()));
    }

    private void command(RoomSid room, RoomCommand command) {
        vertx.eventBus().send(node.directory.owner(room), command, COMMAND);
    }
}
