/**
 * The shell: HTTP, WebSockets, event bus, timers and the process. Everything that decides is in the other packages.
 *
 * <p>Read {@link io.parley.signaling.server.Main}, then {@link io.parley.signaling.server.ParleyServer}, then
 * {@link io.parley.signaling.server.SignalingLoop}.
 */
@NullMarked
package io.parley.signaling.server;

import org.jspecify.annotations.NullMarked;
