package io.parley.signaling.connection;

/**
 * Where a socket lives: what a room needs to answer it.
 *
 * @param address event bus address of the loop that owns the socket
 * @param id unique at that address
 */
public record ConnectionRef(String address, long id) {}
