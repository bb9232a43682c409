package io.parley.signaling.rest;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** Lists of the API of 2010: the same pages, with the place in the list beside the array and URIs without a host. */
public final class Paging2010 {

    private Paging2010() {}

    /**
     * The list.
     *
     * @param path of the list, without query
     * @param key name of the array
     * @param fetched up to {@link Paging#limit} rows
     */
    public static JsonObject answer(Paging paging, Call call, String path, String key, List<Paging.Row> fetched) {
        List<Paging.Row> shown = fetched.subList(0, Math.min(paging.size(), fetched.size()));
        JsonArray array = new JsonArray();
        shown.forEach(row -> array.add(row.json()));
        String list = path + "?" + Paging.filters(call) + "PageSize=" + paging.size() + "&Page=";
        String own =
                paging.after() == null ? "" : "&PageToken=" + paging.after().token();
        long start = (long) paging.size() * paging.index();
        String next = null;
        if (fetched.size() > paging.size()) {
            String token = shown.get(shown.size() - 1).cursor().token();
            next = list + (paging.index() + 1) + "&PageToken=" + token;
        }
        return new JsonObject()
                .put(key, array)
                .put("page", paging.index())
                .put("page_size", paging.size())
                .put("start", start)
                .put("end", start + Math.max(0, shown.size() - 1))
                .put("uri", list + paging.index() + own)
                .put("first_page_uri", list + 0)
                .put("previous_page_uri", null)
                .put("next_page_uri", next);
    }
}
