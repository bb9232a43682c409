/** What can be composed, and the resources about it. */
@NullMarked
package io.parley.signaling.composition;

import org.jspecify.annotations.NullMarked;
