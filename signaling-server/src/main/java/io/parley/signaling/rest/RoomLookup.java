package io.parley.signaling.rest;

import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Finds the room that a path or a parameter names. */
public final class RoomLookup {

    private RoomLookup() {}

    /**
     * A room that was found.
     *
     * @param type as in REST
     */
    public record Found(String sid, String type, boolean inProgress) {

        /** Whether rules, recordings and compositions exist for rooms of its type. */
        public boolean isGroup() {
            return type.startsWith("group");
        }
    }

    /**
     * Finds a room of an account: by its SID at any time, by its name while it is in progress.
     *
     * @return null: there is none
     */
    public static @Nullable Found find(Handle handle, String accountSid, String sidOrName) {
        if (!Texts.isUnicode(sidOrName)) {
            return null;
        }
        return handle.createQuery("""
                        select sid, type, status from rooms
                        where account_sid = :account
                          and (sid = :room or (unique_name = :room and status = 'in-progress'))
                        order by case when sid = :room then 0 else 1 end limit 1""")
                .bind("account", accountSid)
                .bind("room", sidOrName)
                .map((row, context) -> new Found(
                        row.getString("sid"),
                        row.getString("type"),
                        row.getString("status").equals("in-progress")))
                .findOne()
                .orElse(null);
    }

    /** Finds the room that the path of {@code call} names as {@code RoomSid}, or answers 404. */
    public static Found require(Handle handle, Call call) {
        Found room = find(handle, call.accountSid(), call.variable("RoomSid"));
        if (room == null) {
            throw RestFailure.notFound(call);
        }
        return room;
    }
}
