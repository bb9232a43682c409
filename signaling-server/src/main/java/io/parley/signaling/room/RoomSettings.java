package io.parley.signaling.room;

import java.time.Duration;

/**
 * What a room allows.
 *
 * @param audioOnly whether video tracks are refused
 * @param maxParticipants at most what the type can hold
 * @param maxTracks published tracks of one participant at a time
 * @param sessionTimeout how long clients are told that they may take to resume
 * @param sessionGrace how much longer than told the room waits for them
 * @param maxParticipantDuration how long one participant may stay
 * @param maxDuration how long the room may last
 * @param unusedTimeout how long the room waits for its first participant
 * @param emptyTimeout how long the room lasts after the last participant has left; zero: not at all
 */
public record RoomSettings(
        RoomType type,
        boolean audioOnly,
        int maxParticipants,
        int maxTracks,
        Duration sessionTimeout,
        Duration sessionGrace,
        Duration maxParticipantDuration,
        Duration maxDuration,
        Duration unusedTimeout,
        Duration emptyTimeout) {}
