/**
 * What apps see of a running server: the helper libraries as published, plain HTTP, and clients in rooms. Every test
 * runs on each {@link io.parley.signaling.conformance.Database}.
 */
@NullMarked
package io.parley.signaling.conformance;

import org.jspecify.annotations.NullMarked;
