package io.parley.signaling.rest;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What can be asked of, and done to, text in requests and answers. */
public final class Texts {

    private static final Pattern SID_DIGITS = Pattern.compile("[0-9a-fA-F]{32}");

    private Texts() {}

    /** Whether {@code text} can be stored and written: it has no NUL, which databases refuse, and no half of a pair. */
    public static boolean isUnicode(String text) {
        return text.codePoints().noneMatch(each -> each == 0 || (each >= 0xD800 && each <= 0xDFFF));
    }

    /** Whether {@code text} has the form of a SID with {@code prefix}. Ours are in lower case; there may be others. */
    public static boolean isSid(String text, String prefix) {
        return text.startsWith(prefix)
                && SID_DIGITS.matcher(text.substring(prefix.length())).matches();
    }

    /** {@link #date(long)}, or null. */
    public static @Nullable String dateOrNull(@Nullable Long epochMillis) {
        return epochMillis == null ? null : date(epochMillis);
    }

    /** A moment as REST shows it, in whole seconds: {@code 2026-01-02T03:04:05Z}. */
    public static String date(long epochMillis) {
        return Instant.ofEpochMilli(epochMillis).truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
