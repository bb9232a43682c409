/**
 * Compositions: what of a room's recordings becomes one file, and how it is laid out. Their resources, those of the
 * hooks that ask for them, and of recordings, transcriptions and settings, which answer as far as this server can.
 */
@NullMarked
package io.parley.signaling.composition;

import org.jspecify.annotations.NullMarked;
