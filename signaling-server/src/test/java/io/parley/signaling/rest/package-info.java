/** Requests, and what is answered. */
@NullMarked
package io.parley.signaling.rest;

import org.jspecify.annotations.NullMarked;
