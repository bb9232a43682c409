/**
 * What the server costs, measured from outside: through WebSockets and REST, and through what the operating system
 * tells of its process; only the journal is measured from within. Every comparison is made within one run, since the
 * machine's own noise is larger than most differences.
 */
@NullMarked
package io.parley.bench;

import org.jspecify.annotations.NullMarked;
