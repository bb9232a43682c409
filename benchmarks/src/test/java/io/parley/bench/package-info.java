/** Tests of the benchmarks' own arithmetic. */
@NullMarked
package io.parley.bench;

import org.jspecify.annotations.NullMarked;
