package io.parley.signaling.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Base64;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The URL of a status callback, in the parts that a request needs.
 *
 * @param host as in the URL: an IPv6 address is in brackets
 * @param target path and query, as sent
 * @param signed the whole URL with user info and without fragment, as signed
 * @param authorization the header of that name, when the URL has user info
 */
record CallbackUrl(
        boolean tls,
        String host,
        int port,
        String target,
        String signed,
        @Nullable String authorization,
        DeliveryOverrides overrides) {

    /** Takes a URL apart; null when it is not an absolute one of http or https. */
    static @Nullable CallbackUrl parse(String url) {
        URI uri = uri(url);
        if (uri == null || uri.getHost() == null || uri.getScheme() == null || uri.getPort() > 65_535) {
            return null;
        }
        String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https")) {
            return null;
        }
        boolean tls = scheme.equals("https");
        int port = uri.getPort() > 0 ? uri.getPort() : tls ? 443 : 80;
        String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        return new CallbackUrl(
                tls,
                uri.getHost(),
                port,
                path + query,
                withoutFragment(uri.toString()),
                authorization(uri.getUserInfo()),
                DeliveryOverrides.parse(uri.getFragment()));
    }

    /** The same with {@code query}, which is encoded, behind what the URL has of a query. */
    CallbackUrl with(String query) {
        return new CallbackUrl(tls, host, port, append(target, query), append(signed, query), authorization, overrides);
    }

    /** Whom requests to it reach, as far as the URL tells. */
    String receiver() {
        return host.toLowerCase(Locale.ROOT) + ":" + port;
    }

    /** The host without the brackets of an IPv6 address. */
    String hostName() {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    /** Characters beyond ASCII are encoded first, so that what is signed is what is sent. */
    private static @Nullable URI uri(String url) {
        try {
            return new URI(new URI(url).toASCIIString());
        } catch (URISyntaxException e) {
            return null;
        }
    }

    private static String withoutFragment(String url) {
        int hash = url.indexOf('#');
        return hash < 0 ? url : url.substring(0, hash);
    }

    private static @Nullable String authorization(@Nullable String userInfo) {
        return userInfo == null ? null : "Basic " + Base64.getEncoder().encodeToString(userInfo.getBytes(UTF_8));
    }

    private static String append(String url, String query) {
        if (!url.contains("?")) {
            return url + "?" + query;
        }
        return url + (url.endsWith("?") || url.endsWith("&") ? "" : "&") + query;
    }
}
