package io.parley.signaling.rest;

import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Pages about error codes, to which {@code more_info} of a refusal leads: {@code /docs/errors} and
 * {@code /docs/errors/<code>}. They load nothing, and are open to everybody.
 */
public final class ErrorPages {

    private static final String PATH = "/docs/errors";
    private static final String STYLE = ":root{color-scheme:light dark}"
            + "body{font:1rem/1.6 system-ui,sans-serif;max-width:44rem;margin:2rem auto;padding:0 1rem}"
            + "h1 code,h2 code{font-weight:inherit}dt{font-weight:600;margin-top:.75rem}dd{margin:0}"
            + "ul{list-style:none;padding:0}li{padding:.2rem 0}"
            + "code{font-family:ui-monospace,monospace;font-size:.95em}";

    private final ErrorTable table = ErrorTable.load();
    private final String contentSecurityPolicy = "default-src 'none'; style-src 'sha256-" + sha256(STYLE)
            + "'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /** Puts the pages on {@code router}. */
    public void mount(Router router) {
        router.get(PATH).handler(this::index);
        router.get(PATH + "/:code").handler(this::page);
    }

    private void index(RoutingContext context) {
        StringBuilder body = new StringBuilder("<h1>Errors</h1>\n");
        for (String section : table.entries().stream()
                .map(ErrorTable.Entry::section)
                .distinct()
                .toList()) {
            body.append("<h2>").append(html(section)).append("</h2>\n<ul>\n");
            Set<Integer> shown = new HashSet<>();
            table.entries().stream()
                    .filter(entry -> entry.section().equals(section) && shown.add(entry.code()))
                    .forEach(entry -> body.append("<li><a href=\"" + PATH + "/")
                            .append(entry.code())
                            .append("\"><code>")
                            .append(entry.code())
                            .append("</code></a> ")
                            .append(html(entry.meaning()))
                            .append("</li>\n"));
            body.append("</ul>\n");
        }
        answer(context, 200, "Errors", body.toString());
    }

    private void page(RoutingContext context) {
        String code = context.pathParam("code");
        List<ErrorTable.Entry> entries = code.matches("\\d{5}") ? table.about(Integer.parseInt(code)) : List.of();
        if (entries.isEmpty()) {
            answer(
                    context,
                    404,
                    "Unknown error",
                    "<h1>Unknown error</h1>\n<p>There is no page about it.</p>\n" + back());
            return;
        }
        String meaning = entries.stream()
                .map(ErrorTable.Entry::meaning)
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse("");
        String heading = "<h1><code>" + code + "</code> " + html(meaning) + "</h1>\n";
        String body = entries.stream().map(ErrorPages::section).collect(Collectors.joining());
        answer(context, 200, code + " " + plain(meaning), heading + body + back());
    }

    private static String section(ErrorTable.Entry entry) {
        StringBuilder html = new StringBuilder("<h2>" + html(entry.section()) + "</h2>\n<dl>\n");
        for (ErrorTable.Detail detail : entry.details()) {
            html.append("<dt>")
                    .append(html(detail.heading()))
                    .append("</dt><dd>")
                    .append(html(detail.markdown()))
                    .append("</dd>\n");
        }
        return html.append("</dl>\n").toString();
    }

    private static String back() {
        return "<p><a href=\"" + PATH + "\">All errors</a></p>\n";
    }

    private void answer(RoutingContext context, int status, String title, String body) {
        context.response()
                .setStatusCode(status)
                .putHeader(HttpHeaders.CONTENT_TYPE, "text/html; charset=utf-8")
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-cache")
                .putHeader("Content-Security-Policy", contentSecurityPolicy)
                .putHeader("X-Content-Type-Options", "nosniff")
                .putHeader("Referrer-Policy", "no-referrer")
                .end("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                        + "<meta name=\"viewport\" content=\"width=device-width\">\n<title>" + escape(title)
                        + "</title>\n<style>" + STYLE + "</style>\n</head>\n<body>\n" + body + "</body>\n</html>\n");
    }

    /** Code spans of Markdown become such, links their text. */
    private static String html(String markdown) {
        return escape(withoutLinks(markdown)).replaceAll("`([^`]*)`", "<code>$1</code>");
    }

    private static String plain(String markdown) {
        return withoutLinks(markdown).replace("`", "");
    }

    private static String withoutLinks(String markdown) {
        return markdown.replaceAll("\\[([^\\]]*)]\\([^)]*\\)", "$1");
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    private static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
