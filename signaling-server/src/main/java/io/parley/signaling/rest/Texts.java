package io.parley.signaling.rest;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** What can be asked of, and done to, text in requests and answers. */
public final class Texts {

    private Texts() {}

    /** Whether {@code text} can be stored and written: it has no NUL, which databases refuse, and no half of a pair. */
    public static boolean isUnicode(String text) {
        return text.codePoints().noneMatch(each -> each == 0 || (each >= 0xD800 && each <= 0xDFFF));
    }

    /** A moment as REST shows it, in whole seconds: {@code 2026-01-02T03:04:05Z}. */
    public static String date(long epochMillis) {
        return Instant.ofEpochMilli(epochMillis).truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
