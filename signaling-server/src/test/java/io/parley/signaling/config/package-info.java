@NullMarked
package io.parley.signaling.config;

import org.jspecify.annotations.NullMarked;
