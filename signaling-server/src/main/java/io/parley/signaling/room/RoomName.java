package io.parley.signaling.room;

import io.parley.signaling.message.ErrorCode;
import org.jspecify.annotations.Nullable;

/** A room's unique name, which only means something within its account. */
public record RoomName(String accountSid, String value) {

    private static final int MAX_CHARS = 128;

    /** What is wrong with {@code name} as the unique name of a room, or null. */
    public static @Nullable ErrorCode error(String name) {
        if (name.isEmpty()) {
            return ErrorCode.ROOM_NAME_INVALID;
        }
        if (name.length() > MAX_CHARS) {
            return ErrorCode.ROOM_NAME_TOO_LONG;
        }
        return isWellFormed(name) ? null : ErrorCode.ROOM_NAME_CHARS_INVALID;
    }

    /** Whether every database can store {@code text}: there is no half of a surrogate pair, and no NUL. */
    static boolean isWellFormed(String text) {
        return text.codePoints()
                .noneMatch(c -> c == 0 || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE));
    }
}
