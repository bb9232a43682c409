package io.parley.signaling.insights;

/** What an {@link InsightsConnection} wants done. */
public sealed interface InsightsOutput {

    /** Tell the page that it is connected, under this session. */
    record Welcome(String session) implements InsightsOutput {}

    /** Tell the page what is wrong. */
    record Complain(String message) implements InsightsOutput {}

    /** Count an event of this group. */
    record Count(String group) implements InsightsOutput {}

    /** Close the socket, with a close code of RFC 6455. */
    record Close(int code, String reason) implements InsightsOutput {}
}
