package io.parley.signaling.server;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.parley.signaling.room.RoomEvent;
import io.parley.signaling.room.RoomHistory;
import io.parley.signaling.store.Store;
import io.parley.signaling.webhook.WebhookMetrics;
import java.util.concurrent.atomic.AtomicInteger;

/** Every metric of the server, named here and nowhere else. */
final class Metrics implements WebhookMetrics, AutoCloseable {

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JvmGcMetrics garbageCollection = new JvmGcMetrics();
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicInteger rooms = new AtomicInteger();
    private final AtomicInteger participants = new AtomicInteger();
    private final AtomicInteger webhookRooms = new AtomicInteger();
    private final Counter received = counter("parley.messages.received", "Frames from clients");
    private final Counter sent = counter("parley.messages.sent", "Frames to clients");
    private final Counter congested = counter("parley.connections.congested", "Clients that read too slowly");
    private final Counter webhooksDelivered = counter("parley.webhooks.delivered", "Callbacks that were taken");
    private final Counter webhooksFailed =
            counter("parley.webhooks.attempts.failed", "Attempts at callbacks that failed");
    private final Counter webhooksGivenUp = counter("parley.webhooks.given.up", "Callbacks that are not tried again");

    Metrics() {
        new JvmMemoryMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        garbageCollection.bindTo(registry);
        gauge("parley.connections", "Open signaling sockets", connections);
        gauge("parley.rooms", "Rooms in progress", rooms);
        gauge("parley.participants", "Participants in rooms, those reconnecting too", participants);
        gauge("parley.webhooks.rooms.pending", "Rooms with callbacks that are not over", webhookRooms);
    }

    /** Tells of {@code store} too. */
    void watch(Store store) {
        FunctionCounter.builder("parley.store.commits", store, Store::commits)
                .description("Commits of the database, each for what waited")
                .register(registry);
    }

    /** The state of all metrics in the text format of Prometheus. */
    String scrape() {
        return registry.scrape();
    }

    void connectionOpened() {
        connections.incrementAndGet();
    }

    void connectionClosed() {
        connections.decrementAndGet();
    }

    void frameReceived() {
        received.increment();
    }

    void frameSent() {
        sent.increment();
    }

    void clientCongested() {
        congested.increment();
    }

    /** A message of this code ended, or prevented, somebody's session. */
    void errorSent(int code) {
        registry.counter("parley.errors.sent", "code", Integer.toString(code)).increment();
    }

    void insightsEvent(String group) {
        registry.counter("parley.insights.events", "group", group).increment();
    }

    /** A room of before the start goes on. */
    void roomRestored(RoomHistory room) {
        rooms.incrementAndGet();
        participants.addAndGet(room.participants());
    }

    void roomEvent(RoomEvent event) {
        registry.counter("parley.room.events", "event", event.getClass().getSimpleName())
                .increment();
        if (event instanceof RoomEvent.RoomCreated) {
            rooms.incrementAndGet();
        } else if (event instanceof RoomEvent.RoomEnded) {
            rooms.decrementAndGet();
        } else if (event instanceof RoomEvent.ParticipantConnected) {
            participants.incrementAndGet();
        } else if (event instanceof RoomEvent.ParticipantDisconnected) {
            participants.decrementAndGet();
        }
    }

    @Override
    public void webhookDelivered() {
        webhooksDelivered.increment();
    }

    @Override
    public void webhookAttemptFailed() {
        webhooksFailed.increment();
    }

    @Override
    public void webhookGivenUp() {
        webhooksGivenUp.increment();
    }

    @Override
    public void webhookRoomsPending(int rooms) {
        webhookRooms.set(rooms);
    }

    @Override
    public void close() {
        garbageCollection.close();
        registry.close();
    }

    private Counter counter(String name, String description) {
        return Counter.builder(name).description(description).register(registry);
    }

    private void gauge(String name, String description, AtomicInteger value) {
        Gauge.builder(name, value, AtomicInteger::get).description(description).register(registry);
    }
}
