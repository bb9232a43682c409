package io.parley.signaling.webhook;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the fragment of a callback URL changes for its deliveries, such as {@code #ct=2000&rc=2&rp=ct,5xx}. What is
 * malformed or out of range counts as not given, since the app hears of no error here; so does what we do not know.
 *
 * @param connectMillis {@code ct}
 * @param readMillis {@code rt}
 * @param totalMillis {@code tt}, over all attempts
 * @param retries {@code rc}
 * @param retryOn {@code rp}
 */
record DeliveryOverrides(
        @Nullable Integer connectMillis,
        @Nullable Integer readMillis,
        @Nullable Integer totalMillis,
        @Nullable Integer retries,
        @Nullable Set<Failure> retryOn) {

    static final DeliveryOverrides NONE = new DeliveryOverrides(null, null, null, null, null);

    private static final Pattern NUMBER = Pattern.compile("\\d{1,6}");

    static DeliveryOverrides parse(@Nullable String fragment) {
        if (fragment == null) {
            return NONE;
        }
        Map<String, String> values = new HashMap<>();
        for (String pair : fragment.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                values.put(pair.substring(0, equals), pair.substring(equals + 1));
            }
        }
        return new DeliveryOverrides(
                number(values.get("ct"), 100, 10_000),
                number(values.get("rt"), 100, 15_000),
                number(values.get("tt"), 100, 15_000),
                number(values.get("rc"), 0, 5),
                policy(values.get("rp")));
    }

    private static @Nullable Integer number(@Nullable String text, int min, int max) {
        if (text == null || !NUMBER.matcher(text).matches()) {
            return null;
        }
        int number = Integer.parseInt(text);
        return number < min || number > max ? null : number;
    }

    private static @Nullable Set<Failure> policy(@Nullable String text) {
        if (text == null) {
            return null;
        }
        Set<Failure> failures = EnumSet.noneOf(Failure.class);
        Arrays.stream(text.split(",", -1)).forEach(name -> failures.addAll(failures(name)));
        return failures.isEmpty() ? null : failures;
    }

    private static Set<Failure> failures(String name) {
        return switch (name) {
            case "ct" -> EnumSet.of(Failure.CONNECT);
            case "rt" -> EnumSet.of(Failure.READ);
            case "4xx" -> EnumSet.of(Failure.CLIENT_ERROR, Failure.LATER);
            case "5xx" -> EnumSet.of(Failure.SERVER_ERROR);
            case "all" -> EnumSet.complementOf(EnumSet.of(Failure.REFUSED));
            default -> EnumSet.noneOf(Failure.class);
        };
    }
}
