@NullMarked
package io.parley.signaling.websocket;

import org.jspecify.annotations.NullMarked;
