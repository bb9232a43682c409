package io.parley.signaling.account;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Dates as the resources of accounts show them. */
final class Dates {

    private static final DateTimeFormatter RFC_2822 = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss '+0000'", Locale.US)
            .withZone(ZoneOffset.UTC);

    private Dates() {}

    /** Such as {@code Thu, 30 Jul 2015 20:00:00 +0000}: the API of 2010, and that of keys, which is newer. */
    static String rfc2822(long epochMillis) {
        return RFC_2822.format(Instant.ofEpochMilli(epochMillis));
    }
}
