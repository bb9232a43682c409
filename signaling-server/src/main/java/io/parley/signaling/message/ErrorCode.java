package io.parley.signaling.message;

/** Why something was refused or ended, beside the reasons that lie in the access token (docs/errors.md). */
public enum ErrorCode {
    TOO_MANY_REQUESTS(20429, "Too Many Requests"),
    TOKEN_GRANTS_INVALID(20106, "Invalid Access Token grants"),
    OUTGOING_MESSAGE_INVALID(53004, "Client sent an invalid signaling message"),
    ROOM_NAME_INVALID(53100, "Room name is invalid"),
    ROOM_NAME_TOO_LONG(53101, "Room name is too long"),
    ROOM_NAME_CHARS_INVALID(53102, "Room name contains invalid characters"),
    ROOM_CREATE_FAILED(53103, "Unable to create Room"),
    ROOM_CONNECT_FAILED(53104, "Unable to connect to Room"),
    ROOM_FULL(53105, "Room contains too many Participants"),
    ROOM_NOT_FOUND(53106, "Room not found"),
    TRACK_KIND_NOT_SUPPORTED(53125, "The track kind is not supported by the Room"),
    PARTICIPANT_MAX_TRACKS_EXCEEDED(
            53203, "The maximum number of published tracks allowed in the Room at the same time has been reached"),
    PARTICIPANT_NOT_FOUND(53204, "Participant not found"),
    PARTICIPANT_DUPLICATE_IDENTITY(53205, "Participant disconnected because of duplicate identity"),
    PARTICIPANT_SESSION_LENGTH_EXCEEDED(53216, "Participant session length exceeded"),
    TRACK_INVALID(53300, "Track is invalid"),
    TRACK_NAME_INVALID(53301, "Track name is invalid"),
    TRACK_NAME_TOO_LONG(53302, "Track name is too long"),
    TRACK_NAME_CHARS_INVALID(53303, "Track name contains invalid characters"),
    TRACK_NAME_DUPLICATED(53304, "Track name is duplicated");

    private final int code;
    private final String message;

    ErrorCode(int code, String message) {
        this.code = code;
        this.message = message;
    }

    public int code() {
        return code;
    }

    public String message() {
        return message;
    }
}
