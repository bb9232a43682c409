package io.parley.signaling.account;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How often each address failed to sign in lately, and which may not try again for a while. Success takes nothing off an
 * address: who knows one password must not get more guesses at another.
 *
 * <p>An address has {@code limit} failures within a window, which begins with the first of them. Remembers a bounded
 * number of addresses, and forgets first those whose last failure is longest ago.
 */
final class FailedLogins {

    private final int limit;
    private final long withinNanos;
    private final Map<String, Window> windows;

    private static final class Window {
        final long beganAtNanos;
        int failures;

        Window(long beganAtNanos) {
            this.beganAtNanos = beganAtNanos;
        }
    }

    FailedLogins(int limit, Duration within, int maxAddresses) {
        this.limit = limit;
        this.withinNanos = within.toNanos();
        this.windows = new LinkedHashMap<>() {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Window> eldest) {
                return size() > maxAddresses;
            }
        };
    }

    /** Whether {@code address} may try. */
    boolean mayTry(String address, long nowNanos) {
        Window window = open(address, nowNanos);
        return window == null || window.failures < limit;
    }

    /** Counts a failure; true when it is the last that is borne. */
    boolean failed(String address, long nowNanos) {
        Window window = open(address, nowNanos);
        if (window == null) {
            window = new Window(nowNanos);
        }
        window.failures++;
        // taken out and put back, it is the youngest
        windows.remove(address);
        windows.put(address, window);
        return window.failures == limit;
    }

    private @Nullable Window open(String address, long nowNanos) {
        Window window = windows.get(address);
        return window == null || nowNanos - window.beganAtNanos >= withinNanos ? null : window;
    }

    /** How many addresses are remembered. */
    int size() {
        return windows.size();
    }
}
