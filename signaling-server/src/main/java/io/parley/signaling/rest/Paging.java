package io.parley.signaling.rest;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list, newest first. A page token names the last row before it by creation time and SID, so that rows
 * which appear meanwhile shift nothing.
 *
 * @param size rows on a page
 * @param index of the page; informational unless there is no token
 * @param after the last row of the page before; null: start with the newest, or {@code size × index} rows later
 */
public record Paging(int size, int index, @Nullable Cursor after) {

    public static final int DEFAULT_SIZE = 50;
    public static final int MAX_SIZE = 1_000;

    private static final Pattern TOKEN = Pattern.compile("(\\d{1,18})\\.([\\w-]{1,80})");

    /** Place of a row in the order of a list. */
    public record Cursor(long createdAtMillis, String sid) {

        /** The place as text, as URLs carry it. */
        public String token() {
            String text = createdAtMillis + "." + sid;
            return "PT" + Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
        }

        /** Reads {@link #token}; fails with 400 for what is none. */
        public static Cursor parse(String token) {
            try {
                if (token.startsWith("PT")) {
                    byte[] text = Base64.getUrlDecoder().decode(token.substring(2));
                    Matcher matcher = TOKEN.matcher(new String(text, StandardCharsets.UTF_8));
                    if (matcher.matches()) {
                        return new Cursor(Long.parseLong(matcher.group(1)), matcher.group(2));
                    }
                }
            } catch (IllegalArgumentException e) {
                // falls through: it is not one of ours
            }
            throw RestFailure.invalid(21481, "Invalid PageToken");
        }
    }

    /** A row as the list shows it, and its place. */
    public record Row(Cursor cursor, JsonObject json) {}

    /** What {@code call} asks for; a size above {@code maxSize} becomes that. */
    public static Paging of(Call call, int maxSize) {
        Parameters parameters = call.parameters();
        int size = parameters.integer("PageSize", DEFAULT_SIZE, 1, Integer.MAX_VALUE, 20001);
        int index = parameters.integer("Page", 0, 0, 1_000_000, 20001);
        String token = parameters.string("PageToken");
        return new Paging(Math.min(size, maxSize), index, token == null ? null : Cursor.parse(token));
    }

    /** How many rows to leave out: only a page that is asked for by its index alone has some. */
    public long offset() {
        return after == null ? (long) size * index : 0;
    }

    /** Whether a row is on this page or a later one, as far as the token tells. */
    public boolean follows(Cursor row) {
        if (after == null) {
            return true;
        }
        int byAge = Long.compare(row.createdAtMillis(), after.createdAtMillis());
        return byAge < 0 || (byAge == 0 && row.sid().compareTo(after.sid()) < 0);
    }

    /** How many rows to fetch: one more than shown tells whether there is a next page. */
    public int limit() {
        return size + 1;
    }

    /**
     * The list.
     *
     * @param path of the list, without query
     * @param key name of the array
     * @param fetched up to {@link #limit} rows
     */
    public JsonObject answer(Call call, String path, String key, List<Row> fetched) {
        List<Row> shown = fetched.subList(0, Math.min(size, fetched.size()));
        JsonArray array = new JsonArray();
        shown.forEach(row -> array.add(row.json()));
        boolean more = fetched.size() > size;
        Function<String, String> url = suffix -> call.url(path) + "?" + filters(call) + suffix;
        String own = "PageSize=" + size + "&Page=" + index + (after == null ? "" : "&PageToken=" + after.token());
        String next = more
                ? url.apply("PageSize=" + size + "&Page=" + (index + 1) + "&PageToken="
                        + shown.get(shown.size() - 1).cursor().token())
                : null;
        return new JsonObject()
                .put(key, array)
                .put(
                        "meta",
                        new JsonObject()
                                .put("page", index)
                                .put("page_size", size)
                                .put("first_page_url", url.apply("PageSize=" + size + "&Page=0"))
                                .put("previous_page_url", null)
                                .put("url", url.apply(own))
                                .put("next_page_url", next)
                                .put("key", key));
    }

    /** The parameters that are not of paging, for URLs of further pages: each with an ampersand after it. */
    static String filters(Call call) {
        StringBuilder filters = new StringBuilder();
        for (var each : call.parameters().all()) {
            if (!each.getKey().startsWith("Page")) {
                filters.append(encode(each.getKey()))
                        .append('=')
                        .append(encode(each.getValue()))
                        .append('&');
            }
        }
        return filters.toString();
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
