/** Tests of the service over loopback, and of the commands. */
@NullMarked
package io.parley.token.server;

import org.jspecify.annotations.NullMarked;
