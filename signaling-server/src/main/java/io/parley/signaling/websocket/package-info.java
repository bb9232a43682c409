/** Server-side WebSockets that cost little memory while they are idle (RFC 6455, RFC 7692). */
@NullMarked
package io.parley.signaling.websocket;

import org.jspecify.annotations.NullMarked;
