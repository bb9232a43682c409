package io.parley.signaling.rest;

import io.vertx.core.Context;
import io.vertx.core.Future;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/** One request, read and authenticated. */
public final class Call {

    private final Context context;
    private final Caller caller;
    private final String base;
    private final String path;
    private final Map<String, String> variables;
    private final Parameters parameters;

    /**
     * Made by {@link RestApi}.
     *
     * @param base scheme and authority for absolute URLs, such as {@code https://video.example.com}
     * @param path of the request, decoded
     * @param variables of the path, decoded
     * @param parameters of the query for GET and DELETE, of the form for POST
     */
    Call(
            Context context,
            Caller caller,
            String base,
            String path,
            Map<String, String> variables,
            Parameters parameters) {
        this.context = context;
        this.caller = caller;
        this.base = base;
        this.path = path;
        this.variables = variables;
        this.parameters = parameters;
    }

    public Caller caller() {
        return caller;
    }

    public String accountSid() {
        return caller.accountSid();
    }

    public Parameters parameters() {
        return parameters;
    }

    /** A variable of the path. */
    public String variable(String name) {
        String value = variables.get(name);
        if (value == null) {
            throw new IllegalArgumentException("the path has no {" + name + "}");
        }
        return value;
    }

    /** The absolute URL of {@code path}, which begins with a slash. */
    public String url(String path) {
        return base + path;
    }

    /** The path as asked for. */
    public String path() {
        return path;
    }

    /** The path without its version, as error messages name it. */
    public String resource() {
        return path.replaceFirst("^/(v1|2010-04-01)(?=/)", "");
    }

    /** Brings what completes elsewhere back to the loop of this call. */
    public <T> Future<T> await(CompletionStage<T> stage) {
        return Future.fromCompletionStage(stage, context);
    }
}
