/**
 * What an application sees, from the first line of its page to the picture of the other side.
 *
 * <p>Each test gets a {@link io.parley.browser.Stage}: servers to start, and pages to open that record every event.
 */
@NullMarked
package io.parley.browser;

import org.jspecify.annotations.NullMarked;
