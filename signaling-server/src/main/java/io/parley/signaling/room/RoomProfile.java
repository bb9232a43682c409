package io.parley.signaling.room;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was asked of a room at its creation, beyond what it enforces itself ({@link RoomSettings}).
 *
 * @param statusCallback null: none
 * @param videoCodecs in the order of preference, such as {@code VP8}
 * @param recordParticipantsOnConnect whether recording starts with the first track
 * @param recordingRules null: those that follow from {@code recordParticipantsOnConnect}
 */
public record RoomProfile(
        @Nullable StatusCallback statusCallback,
        List<String> videoCodecs,
        String mediaRegion,
        boolean largeRoom,
        boolean recordParticipantsOnConnect,
        @Nullable TrackRules recordingRules) {

    public RoomProfile {
        videoCodecs = List.copyOf(videoCodecs);
    }
}
