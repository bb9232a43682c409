package io.parley.signaling.journal;

import io.parley.signaling.room.RoomEvent;

/**
 * A room event with its place and time.
 *
 * @param sequence rises by at least one with each event of any room
 * @param atMillis when it happened, epoch milliseconds
 */
public record JournalEntry(long sequence, long atMillis, RoomEvent event) {}
