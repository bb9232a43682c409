@NullMarked
package io.parley.signaling.server;

import org.jspecify.annotations.NullMarked;
