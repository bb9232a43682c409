package io.parley.machine;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Many deadlines of one machine, each under a key of its own.
 *
 * <p>Setting a key again moves it. Deadlines at the same nanosecond come due in the order in which they were set, so
 * that a run is repeatable. All operations are logarithmic in the number of keys.
 *
 * @param <K> what names a deadline; needs {@code equals} and {@code hashCode}
 */
public final class Deadlines<K> {

    private record Due(long atNanos, long order) implements Comparable<Due> {
        @Override
        public int compareTo(Due other) {
            int byTime = Long.compare(atNanos, other.atNanos);
            return byTime != 0 ? byTime : Long.compare(order, other.order);
        }
    }

    private final TreeMap<Due, K> queue = new TreeMap<>();
    private final Map<K, Due> byKey = new HashMap<>();
    private long order;

    /** Sets or moves the deadline of {@code key}. */
    public void set(K key, long atNanos) {
        clear(key);
        Due due = new Due(atNanos, order++);
        byKey.put(key, due);
        queue.put(due, key);
    }

    /** Forgets the deadline of {@code key}, if it has one. */
    public void clear(K key) {
        Due due = byKey.remove(key);
        if (due != null) {
            queue.remove(due);
        }
    }

    /** Takes out the key that has been due the longest, or returns null when none is due. */
    public @Nullable K pollDue(long nowNanos) {
        Map.Entry<Due, K> first = queue.firstEntry();
        if (first == null || first.getKey().atNanos() > nowNanos) {
            return null;
        }
        clear(first.getValue());
        return first.getValue();
    }

    /** The earliest deadline, or {@link Machine#NEVER}. */
    public long nextNanos() {
        return queue.isEmpty() ? Machine.NEVER : queue.firstKey().atNanos();
    }
}
