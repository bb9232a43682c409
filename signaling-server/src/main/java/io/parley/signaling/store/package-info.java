/** The database: one writer that commits in groups, several readers, one set of SQL for SQLite and PostgreSQL. */
@NullMarked
package io.parley.signaling.store;

import org.jspecify.annotations.NullMarked;
