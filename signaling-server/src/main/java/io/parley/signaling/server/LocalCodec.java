package io.parley.signaling.server;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.MessageCodec;

/** Carries one sealed family of immutable records over the event bus of one process, by reference. */
final class LocalCodec<T> implements MessageCodec<T, T> {

    private final Class<T> family;

    private LocalCodec(Class<T> family) {
        this.family = family;
    }

    /** Teaches {@code bus} the family. */
    static void register(EventBus bus, Class<?> family) {
        bus.registerCodec(new LocalCodec<>(family));
    }

    /** How to send messages of the family. */
    static DeliveryOptions options(Class<?> family) {
        return new DeliveryOptions().setCodecName(name(family)).setLocalOnly(true);
    }

    private static String name(Class<?> family) {
        return family.getName();
    }

    @Override
    public T transform(T message) {
        return message;
    }

    @Override
    public void encodeToWire(Buffer buffer, T message) {
        throw new IllegalStateException(family + " does not leave the process: this node is not in a cluster");
    }

    @Override
    public T decodeFromWire(int position, Buffer buffer) {
        throw new IllegalStateException(family + " does not come from elsewhere: this node is not in a cluster");
    }

    @Override
    public String name() {
        return name(family);
    }

    @Override
    public byte systemCodecID() {
        return -1;
    }
}
