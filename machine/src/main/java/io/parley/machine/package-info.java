/**
 * The one shape of every sans-IO core of Parley, and the small parts such cores are made of.
 *
 * <p>Start at {@link io.parley.machine.Machine}. Nothing in here knows a socket, a thread or a clock.
 */
@NullMarked
package io.parley.machine;

import org.jspecify.annotations.NullMarked;
