package io.parley.signaling.rest;

import io.vertx.core.MultiMap;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The parameters of a request. An empty value counts as not given. What is malformed throws {@link RestFailure}. */
public final class Parameters {

    private static final int MAX_URL_CHARS = 1023;
    private static final Pattern INTEGER = Pattern.compile("-?\\d{1,9}");
    private static final Pattern YEAR = Pattern.compile("\\d{4}-");
    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d\\d-\\d\\d");

    private final MultiMap values;

    /** @param values names are matched exactly: {@code status} is not {@code Status} */
    public Parameters(MultiMap values) {
        this.values = values;
    }

    /** The parameter, or null. Of one that is repeated the first value counts. */
    public @Nullable String string(String name) {
        for (var each : values) {
            if (each.getKey().equals(name) && !each.getValue().isEmpty()) {
                return each.getValue();
            }
        }
        return null;
    }

    /** Whether the parameter is there, be it empty. */
    public boolean isPresent(String name) {
        for (var each : values) {
            if (each.getKey().equals(name)) {
                return true;
            }
        }
        return false;
    }

    /** The parameter, which must be there. */
    public String required(String name) {
        String value = string(name);
        if (value == null) {
            throw RestFailure.invalidParameter("Missing required parameter " + name);
        }
        return value;
    }

    /** All values of a parameter that may be repeated, or hold several with commas between them. */
    public List<String> strings(String name) {
        List<String> found = new ArrayList<>();
        for (var each : values) {
            if (each.getKey().equals(name)) {
                Arrays.stream(each.getValue().split(",", -1))
                        .map(String::strip)
                        .filter(value -> !value.isEmpty())
                        .forEach(found::add);
            }
        }
        return found;
    }

    /** {@code true} or {@code false} in any letter case; null when not given. */
    public @Nullable Boolean flag(String name) {
        String value = string(name);
        if (value == null) {
            return null;
        }
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw RestFailure.invalidParameter(name + " is true or false");
        };
    }

    public boolean flag(String name, boolean otherwise) {
        Boolean value = flag(name);
        return value == null ? otherwise : value;
    }

    /** One of {@code allowed} as it is written there, or {@code otherwise} when not given. */
    public String oneOf(String name, List<String> allowed, String otherwise) {
        String value = oneOf(name, allowed);
        return value == null ? otherwise : value;
    }

    /** One of {@code allowed} as it is written there; null when not given. */
    public @Nullable String oneOf(String name, List<String> allowed) {
        String value = string(name);
        if (value != null && !allowed.contains(value)) {
            throw RestFailure.invalidParameter(name + " is one of " + String.join(", ", allowed));
        }
        return value;
    }

    /** A SID with {@code prefix}; null when not given. */
    public @Nullable String sid(String name, String prefix) {
        String value = string(name);
        if (value != null && !Texts.isSid(value, prefix)) {
            throw RestFailure.invalidParameter(name + " is " + prefix + " and 32 hexadecimal digits");
        }
        return value;
    }

    /** Text of at most {@code maxChars} characters; null when not given. */
    public @Nullable String text(String name, int maxChars) {
        String value = string(name);
        if (value != null && (value.length() > maxChars || !Texts.isUnicode(value))) {
            throw RestFailure.invalidParameter(name + " is a text of at most " + maxChars + " characters");
        }
        return value;
    }

    /** A whole number between {@code min} and {@code max}, both allowed; {@code code} is the error's. */
    public int integer(String name, int otherwise, int min, int max, int code) {
        String value = string(name);
        if (value == null) {
            return otherwise;
        }
        int number = INTEGER.matcher(value).matches() ? Integer.parseInt(value) : Integer.MIN_VALUE;
        if (number < min || number > max) {
            throw RestFailure.invalid(code, name + " is a whole number from " + min + " to " + max);
        }
        return number;
    }

    /** A date, or a date and a time, with or without zone: without, it is UTC. Fractions of seconds are left out. */
    public @Nullable Instant instant(String name) {
        String value = string(name);
        if (value == null) {
            return null;
        }
        try {
            return parseInstant(value);
        } catch (DateTimeException e) {
            throw RestFailure.invalidParameter(name + " is a date such as 2026-01-31 or 2026-01-31T12:00:00Z");
        }
    }

    static Instant parseInstant(String value) {
        if (DATE.matcher(value).matches()) {
            return LocalDate.parse(value).atStartOfDay(ZoneOffset.UTC).toInstant();
        }
        if (!YEAR.matcher(value).lookingAt()) {
            throw new DateTimeException("years have four digits");
        }
        boolean zoned = value.endsWith("Z") || value.matches(".*[+-]\\d\\d:\\d\\d$");
        Instant instant = zoned
                ? OffsetDateTime.parse(value).toInstant()
                : LocalDateTime.parse(value).toInstant(ZoneOffset.UTC);
        return Instant.ofEpochSecond(instant.getEpochSecond());
    }

    /** An absolute http or https URL of less than 1024 characters; {@code code} is the error's. */
    public @Nullable String url(String name, int code) {
        String value = string(name);
        if (value != null && !isUrl(value)) {
            throw RestFailure.invalid(
                    code, name + " is not an absolute http or https URL of less than 1024 characters");
        }
        return value;
    }

    private static boolean isUrl(String value) {
        try {
            URI uri = new URI(value);
            boolean http = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
            return http && uri.getHost() != null && value.length() <= MAX_URL_CHARS;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    /** Every parameter, for what the URLs of a list have to repeat. */
    MultiMap all() {
        return values;
    }
}
