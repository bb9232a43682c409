/** The STUN and TURN servers that clients are told about. */
@NullMarked
package io.parley.signaling.ice;

import org.jspecify.annotations.NullMarked;
