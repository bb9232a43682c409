package io.parley.signaling.config;

/** A configuration that cannot be used; the text says where and why, and is meant for the operator. */
public final class ConfigException extends Exception {

    ConfigException(String reason) {
        super(reason);
    }
}
