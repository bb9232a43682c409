package io.parley.signaling.config;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Checks of settings; each failure names the setting, its value and what would have been right. */
final class Checks {

    private Checks() {}

    static void present(String setting, @Nullable Object value) {
        if (value == null) {
            throw new IllegalArgumentException(setting + " is missing");
        }
    }

    static void inRange(String setting, int value, int min, int max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(setting + " is " + value + ", not in " + min + ".." + max);
        }
    }

    static void positive(String setting, Duration value) {
        atLeast(setting, value, Duration.ofMillis(1));
    }

    static void atMost(String setting, Duration value, Duration max) {
        if (value.compareTo(max) > 0) {
            throw new IllegalArgumentException(
                    setting + " is " + value.toMillis() + "ms, more than " + max.toMillis() + "ms");
        }
    }

    static void atLeast(String setting, Duration value, Duration min) {
        if (value.compareTo(min) < 0) {
            throw new IllegalArgumentException(
                    setting + " is " + value.toMillis() + "ms, less than " + min.toMillis() + "ms");
        }
    }
}
