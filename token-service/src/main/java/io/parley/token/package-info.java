/**
 * Access tokens: what an app's server signs with an API key, and a client shows when it joins a room.
 *
 * <p>Start at {@link io.parley.token.TokenVerifier} and {@link io.parley.token.TokenMinter}. A token is a JWT (RFC 7519)
 * with the claims that apps written for Twilio Video make. Nothing in here knows a socket, a thread or a clock; the HTTP
 * service is in {@code io.parley.token.server}.
 */
@NullMarked
package io.parley.token;

import org.jspecify.annotations.NullMarked;
