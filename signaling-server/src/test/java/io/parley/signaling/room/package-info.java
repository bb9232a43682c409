/** Tests of rooms: each rule on its own, and whole rooms with simulated clients in virtual time. */
@NullMarked
package io.parley.signaling.room;

import org.jspecify.annotations.NullMarked;
