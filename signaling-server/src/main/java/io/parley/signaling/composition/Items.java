package io.parley.signaling.composition;

import io.parley.signaling.rest.Call;
import io.parley.signaling.rest.RestFailure;
import io.parley.signaling.rest.Texts;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** What resources have in common that are read from tables by their SIDs. */
final class Items {

    private Items() {}

    /** The SID that the path names, or 404 when it cannot be one. */
    static String sid(Call call) {
        String sid = call.variable("Sid");
        if (!Texts.isUnicode(sid)) {
            throw RestFailure.notFound(call);
        }
        return sid;
    }

    static @Nullable Long nullableLong(ResultSet row, String column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? null : value;
    }
}
