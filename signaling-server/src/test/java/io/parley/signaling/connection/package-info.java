/** Tests of one socket's side of the protocol, without a socket. */
@NullMarked
package io.parley.signaling.connection;

import org.jspecify.annotations.NullMarked;
