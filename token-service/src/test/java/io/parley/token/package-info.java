/** Tests of the tokens themselves: none of them opens a socket. */
@NullMarked
package io.parley.token;

import org.jspecify.annotations.NullMarked;
