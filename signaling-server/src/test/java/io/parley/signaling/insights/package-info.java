@NullMarked
package io.parley.signaling.insights;

import org.jspecify.annotations.NullMarked;
