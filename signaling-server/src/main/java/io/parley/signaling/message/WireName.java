package io.parley.signaling.message;

import org.jspecify.annotations.Nullable;

/** An enum constant that has a name of its own on the wire. */
public interface WireName {

    /** The name in JSON. */
    String wireName();

    /** The constant called {@code name}, or null when there is none. */
    static <E extends Enum<E> & WireName> @Nullable E find(E[] constants, String name) {
        for (E constant : constants) {
            if (constant.wireName().equals(name)) {
                return constant;
            }
        }
        return null;
    }
}
