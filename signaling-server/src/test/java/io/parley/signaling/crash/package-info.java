@NullMarked
package io.parley.signaling.crash;

import org.jspecify.annotations.NullMarked;
