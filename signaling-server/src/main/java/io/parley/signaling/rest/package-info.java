/** The REST interface (docs/rest.md): how requests are read, answered and paged, and every resource. */
@NullMarked
package io.parley.signaling.rest;

import org.jspecify.annotations.NullMarked;
