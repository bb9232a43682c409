package io.parley.signaling.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.signaling.connection.Admission;
import io.parley.signaling.connection.Connection;
import io.parley.signaling.connection.ConnectionLimits;
import io.parley.signaling.connection.ConnectionRef;
import io.parley.signaling.ice.IceServers;
import io.parley.signaling.room.RoomCommand;
import io.parley.signaling.websocket.TextSocketAcceptor;
import io.parley.token.ApiKeys;
import io.parley.token.DevelopmentCredentials;
import io.parley.token.TokenMinter;
import io.parley.token.TokenRequest;
import io.parley.token.TokenVerifier;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.VertxInternal;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A client's socket whose machine fails. */
class ClientSocketIT {

    private static final ConnectionRef SELF = new ConnectionRef("sessions", 7);
    private static final ConnectionLimits LIMITS = new ConnectionLimits(
            Duration.ofSeconds(15),
            Duration.ofSeconds(5),
            Duration.ofSeconds(60),
            Duration.ofSeconds(5),
            100,
            100,
            100_000,
            100_000);

    private final Vertx vertx = Vertx.vertx();
    private final ContextInternal context = ((VertxInternal) vertx).createEventLoopContext();
    /** Held, since Vert.x closes a client that nobody refers to. */
    private final WebSocketClient client = vertx.createWebSocketClient();

    private final Metrics metrics = new Metrics();
    private final Promise<ClientSocket> served = Promise.promise();
    private final BlockingQueue<Object> heard = new LinkedBlockingQueue<>();

    @AfterEach
    void stop() {
        vertx.close().await();
        metrics.close();
    }

    @Test
    @SuppressWarnings("NullAway") // the bug: a message that is none
    void bugInAConnectionClosesItAndTheRoomHearsOfTheLoss() throws Exception {
        LocalCodec.register(vertx.eventBus(), RoomCommand.class);
        vertx.eventBus().<RoomCommand>consumer("rooms", message -> heard.add(message.body()));
        WebSocket alice = connect();
        alice.closeHandler(gone -> heard.add("closed " + alice.closeStatusCode()));
        alice.writeTextMessage(hello());
        assertThat(next()).isInstanceOf(RoomCommand.Join.class);

        ClientSocket socket = served.future().await();
        context.runOnContext(now -> socket.deliver(new Delivery.ToClient(SELF.id(), null)));

        assertThat(List.of(next(), next())).containsExactlyInAnyOrder(new RoomCommand.Lose(SELF), "closed 1011");
    }

    private WebSocket connect() {
        TextSocketAcceptor acceptor = new TextSocketAcceptor(context, 10_000, 100_000, false);
        Promise<HttpServer> listening = Promise.promise();
        context.runOnContext(now -> vertx.createHttpServer()
                .requestHandler(request -> acceptor.accept(request)
                        .onSuccess(socket -> served.complete(new ClientSocket(
                                context,
                                socket,
                                SELF,
                                connection(),
                                new RoomDirectory(List.of("rooms")),
                                metrics,
                                () -> {}))))
                .listen(0, "127.0.0.1")
                .onComplete(listening));
        int port = listening.future().await().actualPort();
        return client.connect(port, "127.0.0.1", "/").await();
    }

    private static Connection connection() {
        long nowNanos = System.nanoTime();
        return new Connection(
                SELF,
                LIMITS,
                new Admission(new Admission.Limits(9, 9, 9, Duration.ZERO, Duration.ZERO), nowNanos),
                new TokenVerifier(ApiKeys.of(List.of(DevelopmentCredentials.API_KEY)), Duration.ofSeconds(30)),
                new IceServers(List.of(), null),
                nowNanos);
    }

    private static String hello() {
        String token = TokenMinter.mint(
                DevelopmentCredentials.API_KEY,
                new TokenRequest("alice", null, Duration.ofHours(1)),
                System.currentTimeMillis() / 1000);
        return "{\"type\":\"hello\",\"version\":2,\"body\":{\"type\":\"connect\",\"token\":\"" + token
                + "\",\"name\":\"r\",\"participant\":{\"revision\":1,\"tracks\":[]}}}";
    }

    private Object next() throws InterruptedException {
        Object next = heard.poll(20, TimeUnit.SECONDS);
        assertThat(next).isNotNull();
        return next;
    }
}
