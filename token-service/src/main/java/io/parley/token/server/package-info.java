/**
 * The HTTP service and the commands that mint access tokens: a thin Vert.x and command line shell around
 * {@code io.parley.token}.
 *
 * <p>{@link io.parley.token.server.TokenRoutes} puts the service on any router,
 * {@link io.parley.token.server.TokenServiceMain} runs it as a process of its own.
 */
@NullMarked
package io.parley.token.server;

import org.jspecify.annotations.NullMarked;
