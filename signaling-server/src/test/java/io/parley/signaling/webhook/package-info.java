/** Tests of status callbacks: the rules alone, then with a database and receivers over loopback. */
@NullMarked
package io.parley.signaling.webhook;

import org.jspecify.annotations.NullMarked;
