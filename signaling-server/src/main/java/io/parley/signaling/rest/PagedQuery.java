package io.parley.signaling.rest;

import io.parley.signaling.store.Store;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/**
 * A filtered list of rows, newest first, of which one page is read. Pages follow each other by creation time and SID,
 * so an index that ends with these two serves it.
 *
 * <p>All SQL is written by the code that asks; what comes from requests is bound.
 */
public final class PagedQuery {

    private final String select;
    private final String createdAt;
    private final List<String> conditions = new ArrayList<>();
    private final Map<String, Object> bindings = new LinkedHashMap<>();

    /** Reads one row. */
    @FunctionalInterface
    public interface RowReader {
        JsonObject read(ResultSet row) throws SQLException;
    }

    /**
     * Starts with all rows.
     *
     * @param select such as {@code select * from rooms}; must give the columns {@code sid} and {@code createdAt}
     * @param createdAt name of the column with the creation time
     */
    public PagedQuery(String select, String createdAt) {
        this.select = select;
        this.createdAt = createdAt;
    }

    /** Keeps rows whose {@code column} is {@code value}; null: any. */
    public PagedQuery whereEqual(String column, @Nullable Object value) {
        if (value instanceof String text && !Texts.isUnicode(text)) {
            return where("1 = 0"); // no row can hold it, and databases refuse to look for it
        }
        return value == null ? this : where(column + " = :" + column, column, value);
    }

    /** Keeps rows that satisfy {@code condition}, in which {@code name} stands for {@code value}. */
    public PagedQuery where(String condition, String name, Object value) {
        bindings.put(name, value);
        return where(condition);
    }

    /** Keeps rows that satisfy {@code condition}. */
    public PagedQuery where(String condition) {
        conditions.add(condition);
        return this;
    }

    /** Keeps rows created at or after {@code after}, and before {@code before}; null: no bound. */
    public PagedQuery created(@Nullable Instant after, @Nullable Instant before) {
        if (after != null) {
            where(createdAt + " >= :createdAfter", "createdAfter", after.toEpochMilli());
        }
        if (before != null) {
            where(createdAt + " < :createdBefore", "createdBefore", before.toEpochMilli());
        }
        return this;
    }

    /** {@link #created} with the filters {@code DateCreatedAfter} and {@code DateCreatedBefore} of a call. */
    public PagedQuery dateCreated(Parameters parameters) {
        return created(parameters.instant("DateCreatedAfter"), parameters.instant("DateCreatedBefore"));
    }

    /** The rows of a page, and one more when there is another page. */
    public List<Paging.Row> fetch(Handle handle, Paging paging, RowReader reader) {
        List<String> where = new ArrayList<>(conditions);
        if (paging.after() != null) {
            where.add("(" + createdAt + ", sid) < (:pageTime, :pageSid)");
        }
        String filter = where.isEmpty() ? "" : " where " + String.join(" and ", where);
        String sql = select + filter + " order by " + createdAt + " desc, sid desc limit :pageLimit offset :pageOffset";
        try (Query query = handle.createQuery(sql)) {
            query.bindMap(bindings).bind("pageLimit", paging.limit()).bind("pageOffset", paging.offset());
            if (paging.after() != null) {
                query.bind("pageTime", paging.after().createdAtMillis())
                        .bind("pageSid", paging.after().sid());
            }
            return query.map((row, context) -> new Paging.Row(
                            new Paging.Cursor(row.getLong(createdAt), row.getString("sid")), reader.read(row)))
                    .list();
        }
    }

    /**
     * Answers {@code call} with the page it asks for.
     *
     * @param maxSize of a page
     * @param path of the list, without query
     * @param key name of the array
     */
    public Future<Answer> answer(Call call, Store store, int maxSize, String path, String key, RowReader reader) {
        Paging paging = Paging.of(call, maxSize);
        return call.await(store.read(handle -> fetch(handle, paging, reader)))
                .map(rows -> Answer.ok(paging.answer(call, path, key, rows)));
    }
}
