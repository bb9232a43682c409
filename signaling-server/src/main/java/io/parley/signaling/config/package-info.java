/** What an operator can set: a tree of records, read once at the start from YAML. */
@NullMarked
package io.parley.signaling.config;

import org.jspecify.annotations.NullMarked;
