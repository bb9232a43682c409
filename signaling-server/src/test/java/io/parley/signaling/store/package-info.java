/** Tests of the database. */
@NullMarked
package io.parley.signaling.store;

import org.jspecify.annotations.NullMarked;
