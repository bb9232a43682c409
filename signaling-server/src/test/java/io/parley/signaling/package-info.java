/** Tests of the module as a whole: what may know what. */
@NullMarked
package io.parley.signaling;

import org.jspecify.annotations.NullMarked;
