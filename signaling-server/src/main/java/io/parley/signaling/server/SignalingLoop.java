package io.parley.signaling.server;

import io.parley.signaling.config.Config;
import io.parley.signaling.connection.Admission;
import io.parley.signaling.connection.Connection;
import io.parley.signaling.connection.ConnectionLimits;
import io.parley.signaling.connection.ConnectionRef;
import io.parley.signaling.identifier.Sids;
import io.parley.signaling.insights.InsightsConnection;
import io.parley.signaling.insights.InsightsLimits;
import io.parley.signaling.room.RoomCommand;
import io.parley.signaling.room.RoomOutput;
import io.parley.signaling.room.Rooms;
import io.parley.signaling.websocket.TextSocket;
import io.parley.signaling.websocket.TextSocketAcceptor;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.Message;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.internal.ContextInternal;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One event loop's share of the node: the connections that it has accepted, and the rooms that it owns.
 *
 * <p>The two talk over the event bus even when they are on the same loop, as they mostly are not; and there is no
 * consumer for a single connection or room.
 */
final class SignalingLoop extends VerticleBase {

    private static final DeliveryOptions DELIVERY = LocalCodec.options(Delivery.class);
    private static final DeliveryOptions OUTCOME = LocalCodec.options(RoomOutput.Outcome.class);
    /** Pages get two short answers at most for each connect. */
    private static final int INSIGHTS_OUTBOUND_BYTES = 64 * 1024;

    /** Rules and layouts are JSON in one attribute. */
    private static final int MAX_FORM_BYTES = 1024 * 1024;

    private final Node node;
    private final String roomsAddress;
    private final String sessionsAddress;
    private final Map<Long, ClientSocket> sockets = new HashMap<>();
    private final Admission admission;
    private final ConnectionLimits limits;
    /** The command at hand: an answer is to it. */
    private @Nullable Message<RoomCommand> handled;

    private final InsightsLimits insightsLimits;
    private long nextConnection;
    private int insightsConnections;
    private @Nullable HttpServer server;
    private @Nullable MachineDriver<RoomCommand, RoomOutput> rooms;

    SignalingLoop(Node node, int number) {
        this.node = node;
        this.roomsAddress = node.roomsAddress(number);
        this.sessionsAddress = node.sessionsAddress(number);
        this.admission = new Admission(node.admissionLimits(), System.nanoTime());
        this.limits = node.connectionLimits();
        this.insightsLimits = node.insightsLimits();
    }

    @Override
    public Future<?> start() {
        Rooms machine = new Rooms(
                node.config.rooms().adHoc(), node.roomSettings(), node.roomProfile(), new Sids(new SecureRandom()));
        long nowMillis = System.currentTimeMillis();
        node.toRestore(roomsAddress)
                .forEach(room -> machine.restore(
                        System.nanoTime(), room.snapshot(nowMillis, Math.max(nowMillis, room.lastMillis() + 1))));
        MachineDriver<RoomCommand, RoomOutput> driver =
                new MachineDriver<>(context(), machine, this::perform, () -> {});
        rooms = driver;
        vertx.eventBus().<RoomCommand>consumer(roomsAddress, message -> {
            handled = message;
            driver.feed(message.body());
            handled = null;
        });
        vertx.eventBus().<Delivery>consumer(sessionsAddress, message -> deliver(message.body()));
        return Future.succeededFuture();
    }

    /** Lets clients in, once all loops are there for them. */
    Future<Void> listen() {
        Promise<HttpServer> listening = Promise.promise();
        context.runOnContext(now -> {
            HttpServer http = vertx.createHttpServer(options());
            server = http;
            http.invalidRequestHandler(node.rest::refuse)
                    .requestHandler(new HttpRoutes(vertx, node, this, clients(), insights()).router())
                    .listen(port(), node.config.http().host())
                    .onComplete(listening);
        });
        return listening.future().mapEmpty();
    }

    @Override
    public Future<?> stop() {
        if (rooms != null) {
            rooms.close();
        }
        return server == null ? Future.succeededFuture() : server.close();
    }

    /** The port it listens on, once it does. */
    int actualPort() {
        return server == null ? 0 : server.actualPort();
    }

    /** From now on newcomers are sent elsewhere. */
    void drain() {
        context.runOnContext(now -> admission.drain());
    }

    /** Ends all connections, so that clients try to resume. */
    Future<Void> cutClients() {
        Promise<Void> cut = Promise.promise();
        context.runOnContext(now -> {
            List<ClientSocket> open = new ArrayList<>(sockets.values());
            open.forEach(ClientSocket::shutDown);
            cut.complete();
        });
        return cut.future();
    }

    void serveClient(TextSocket socket) {
        long id = nextConnection++;
        admission.overloaded(node.isOverloaded());
        ConnectionRef self = new ConnectionRef(sessionsAddress, id);
        Connection connection =
                new Connection(self, limits, admission, node.tokens, node.iceServers, System.nanoTime());
        sockets.put(
                id,
                new ClientSocket(
                        context(), socket, self, connection, node.directory, node.metrics, () -> sockets.remove(id)));
    }

    boolean acceptsInsights() {
        return insightsConnections < node.config.insights().maxConnections();
    }

    void serveInsights(TextSocket socket) {
        insightsConnections++;
        InsightsConnection connection =
                new InsightsConnection(UUID.randomUUID().toString(), insightsLimits, node.tokens, System.nanoTime());
        new InsightsSocket(context(), socket, connection, node.metrics, () -> insightsConnections--);
    }

    /** One that is gone meanwhile has told the room so itself. */
    private void deliver(Delivery delivery) {
        ClientSocket client = sockets.get(delivery.connection());
        if (client != null) {
            client.deliver(delivery);
        }
    }

    private void perform(RoomOutput output) {
        if (output instanceof RoomOutput.Send send) {
            deliver(send.to(), new Delivery.ToClient(send.to().id(), send.message()));
        } else if (output instanceof RoomOutput.Supersede supersede) {
            ConnectionRef to = supersede.connection();
            deliver(to, new Delivery.Supersede(to.id()));
        } else if (output instanceof RoomOutput.Emit emit) {
            node.events.accept(emit.event(), roomsAddress);
        } else if (output instanceof RoomOutput.Answer answer) {
            answer(answer.outcome());
        } else {
            throw new IllegalStateException("no rule for " + output.getClass());
        }
    }

    private void answer(RoomOutput.Outcome outcome) {
        if (handled != null && handled.replyAddress() != null) {
            handled.reply(outcome, OUTCOME);
        }
    }

    private void deliver(ConnectionRef to, Delivery delivery) {
        vertx.eventBus().send(to.address(), delivery, DELIVERY);
    }

    /** To Vert.x a negative port is a free one that all instances share. */
    private int port() {
        int port = node.config.http().port();
        return port == 0 ? -1 : port;
    }

    private ContextInternal context() {
        return (ContextInternal) context;
    }

    private TextSocketAcceptor clients() {
        Config.Signaling signaling = node.config.signaling();
        return new TextSocketAcceptor(
                context(),
                signaling.maxMessageBytes(),
                signaling.maxOutboundBytes(),
                node.config.http().compression());
    }

    private TextSocketAcceptor insights() {
        return new TextSocketAcceptor(
                context(),
                node.config.insights().maxMessageBytes(),
                INSIGHTS_OUTBOUND_BYTES,
                node.config.http().compression());
    }

    private HttpServerOptions options() {
        return new HttpServerOptions()
                .setIdleTimeout((int) node.config.http().idleTimeout().toMillis())
                .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
                .setMaxFormAttributeSize(MAX_FORM_BYTES)
                .setHttp2ClearTextEnabled(false);
    }
}
