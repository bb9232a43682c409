package io.parley.signaling.account;

import io.parley.signaling.rest.Caller;
import io.parley.token.ApiKey;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The table of API keys. */
final class KeyTable {

    private KeyTable() {}

    /** A row, its secret still encrypted. */
    record Row(
            String sid,
            String accountSid,
            Caller.Kind kind,
            @Nullable String friendlyName,
            String sealedSecret,
            @Nullable KeyPolicy policy,
            long createdAtMillis,
            long updatedAtMillis,
            long revision) {

        static Row read(ResultSet result) throws SQLException {
            String policy = result.getString("policy");
            return new Row(
                    result.getString("sid"),
                    result.getString("account_sid"),
                    Caller.Kind.valueOf(result.getString("kind").toUpperCase(Locale.ROOT)),
                    result.getString("friendly_name"),
                    result.getString("secret"),
                    policy == null ? null : KeyPolicy.parse(policy),
                    result.getLong("created_at"),
                    result.getLong("updated_at"),
                    result.getLong("revision"));
        }

        AccountKey with(String secret) {
            ApiKey key = new ApiKey(sid, accountSid, secret);
            return new AccountKey(key, kind, friendlyName, policy, createdAtMillis, updatedAtMillis, revision, false);
        }

        /** Without the secret, encrypted though it is. */
        @Override
        public String toString() {
            return "Row[" + sid + "]";
        }
    }

    static List<Row> all(Handle handle) {
        return handle.createQuery("select * from api_keys")
                .map((result, context) -> Row.read(result))
                .list();
    }

    static void insert(Handle handle, AccountKey key, String sealedSecret) {
        handle.execute(
                "insert into api_keys (sid, account_sid, kind, friendly_name, secret, policy, created_at, updated_at,"
                        + " revision) values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                key.sid(),
                key.accountSid(),
                key.kind().name().toLowerCase(Locale.ROOT),
                key.friendlyName(),
                sealedSecret,
                text(key.policy()),
                key.createdAtMillis(),
                key.updatedAtMillis(),
                key.revision());
    }

    /**
     * Changes what is given of a key.
     *
     * @return as it is now; empty when it is gone
     */
    static Optional<Row> update(
            Handle handle, String sid, @Nullable String friendlyName, @Nullable KeyPolicy policy, long nowMillis) {
        handle.execute(
                "update api_keys set friendly_name = coalesce(?, friendly_name), policy = coalesce(?, policy),"
                        + " updated_at = ?, revision = revision + 1 where sid = ?",
                friendlyName,
                text(policy),
                nowMillis,
                sid);
        return handle.createQuery("select * from api_keys where sid = ?")
                .bind(0, sid)
                .map((result, context) -> Row.read(result))
                .findOne();
    }

    static boolean delete(Handle handle, String sid) {
        return handle.execute("delete from api_keys where sid = ?", sid) > 0;
    }

    private static @Nullable String text(@Nullable KeyPolicy policy) {
        return policy == null ? null : policy.json().encode();
    }
}
