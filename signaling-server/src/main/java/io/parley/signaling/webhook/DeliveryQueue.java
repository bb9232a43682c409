package io.parley.signaling.webhook;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Which delivery goes next. Knows of each room the first delivery that is pending, and nothing of those behind it; the
 * database has them.
 *
 * <pre>
 *   wake → LOADING → WAITING (until due) → READY (until there is room for it) → SENDING → LOADING or the next head
 * </pre>
 *
 * <p>Receivers take turns. One that does not answer gets one request at a time until it does, so that many dead ones do not
 * use up what all may have in flight.
 */
final class DeliveryQueue {

    static final long NEVER = Long.MAX_VALUE;

    private final int maxInFlight;
    private final int maxInFlightPerReceiver;
    private final Map<String, Room> rooms = new HashMap<>();
    private final Map<String, Receiver> receivers = new HashMap<>();
    private final TreeSet<Room> waiting =
            new TreeSet<>(Comparator.comparingLong(Room::dueAtMillis).thenComparing(room -> room.sid));
    /** Receivers that have something ready and may get more, in the order of their turns. */
    private final Set<Receiver> turns = new LinkedHashSet<>();

    private int inFlight;

    /**
     * The first pending delivery of a room.
     *
     * @param receiver names the host and port it goes to
     */
    record Head(String room, long sequence, String receiver, long dueAtMillis) {}

    private enum State {
        LOADING,
        WAITING,
        READY,
        SENDING
    }

    private static final class Room {
        final String sid;
        State state = State.LOADING;

        @Nullable
        Head head;
        /** Something was added since the last load began. */
        boolean changed;

        Room(String sid) {
            this.sid = sid;
        }

        long dueAtMillis() {
            return head == null ? 0 : head.dueAtMillis();
        }
    }

    private static final class Receiver {
        final String name;
        final Deque<Room> ready = new ArrayDeque<>();
        int heads;
        int inFlight;
        boolean responsive = true;

        Receiver(String name) {
            this.name = name;
        }
    }

    DeliveryQueue(int maxInFlight, int maxInFlightPerReceiver) {
        this.maxInFlight = maxInFlight;
        this.maxInFlightPerReceiver = maxInFlightPerReceiver;
    }

    /** Something may be pending in the room. True: load its head, and tell {@link #loaded}. */
    boolean wake(String sid) {
        Room room = rooms.get(sid);
        if (room == null) {
            rooms.put(sid, new Room(sid));
            return true;
        }
        switch (room.state) {
            case WAITING -> {
                waiting.remove(room);
                drop(room);
                room.state = State.LOADING;
                return true;
            }
            case LOADING, SENDING -> room.changed = true;
            case READY -> {} // what was added comes after it
        }
        return false;
    }

    /** A head that was found at the start. */
    void found(Head head, long nowMillis) {
        if (!rooms.containsKey(head.room())) {
            rooms.put(head.room(), new Room(head.room()));
            loaded(head.room(), head, nowMillis);
        }
    }

    /** What was asked for. True: load once more. */
    boolean loaded(String sid, @Nullable Head head, long nowMillis) {
        Room room = room(sid, State.LOADING);
        boolean stale = room.changed && (head == null || head.dueAtMillis() > nowMillis);
        room.changed = false;
        if (stale) {
            return true;
        }
        if (head == null) {
            rooms.remove(sid);
        } else {
            place(room, head);
        }
        return false;
    }

    /** The next delivery to send; null when none may be sent now. */
    @Nullable
    Head take(long nowMillis) {
        while (!waiting.isEmpty() && waiting.first().dueAtMillis() <= nowMillis) {
            makeReady(waiting.pollFirst());
        }
        if (inFlight >= maxInFlight || turns.isEmpty()) {
            return null;
        }
        Receiver receiver = turns.iterator().next();
        turns.remove(receiver);
        Room room = receiver.ready.remove();
        room.state = State.SENDING;
        receiver.inFlight++;
        inFlight++;
        line(receiver);
        return room.head;
    }

    /**
     * A delivery that was taken is over for now.
     *
     * @param responsive whether its receiver answered; null: it was not asked
     * @param next the head of the room now, perhaps the same delivery
     * @return true: load the head of the room once more
     */
    boolean finished(Head sent, @Nullable Boolean responsive, @Nullable Head next, long nowMillis) {
        Room room = room(sent.room(), State.SENDING);
        Receiver receiver = receiver(sent.receiver());
        receiver.inFlight--;
        inFlight--;
        if (responsive != null) {
            receiver.responsive = responsive;
        }
        line(receiver);
        drop(room);
        room.state = State.LOADING;
        return loaded(sent.room(), next, nowMillis);
    }

    /** When the next waiting delivery is due, or {@link #NEVER}. */
    long nextDueMillis() {
        return waiting.isEmpty() ? NEVER : waiting.first().dueAtMillis();
    }

    int inFlight() {
        return inFlight;
    }

    /** Rooms in which something is pending. */
    int rooms() {
        return rooms.size();
    }

    private Room room(String sid, State expected) {
        Room room = rooms.get(sid);
        if (room == null || room.state != expected) {
            throw new IllegalStateException(
                    "room " + sid + " is " + (room == null ? "unknown" : room.state) + ", not " + expected);
        }
        return room;
    }

    private void place(Room room, Head head) {
        room.head = head;
        room.state = State.WAITING;
        receiver(head.receiver()).heads++;
        waiting.add(room);
    }

    private void drop(Room room) {
        if (room.head != null) {
            Receiver receiver = receiver(room.head.receiver());
            receiver.heads--;
            if (receiver.heads == 0) {
                receivers.remove(receiver.name);
            }
            room.head = null;
        }
    }

    private void makeReady(@Nullable Room room) {
        if (room != null && room.head != null) {
            room.state = State.READY;
            Receiver receiver = receiver(room.head.receiver());
            receiver.ready.add(room);
            line(receiver);
        }
    }

    /** Puts a receiver at the end of the line, or takes it out. */
    private void line(Receiver receiver) {
        int limit = receiver.responsive ? maxInFlightPerReceiver : 1;
        if (receiver.ready.isEmpty() || receiver.inFlight >= limit) {
            turns.remove(receiver);
        } else {
            turns.add(receiver);
        }
    }

    private Receiver receiver(String name) {
        return receivers.computeIfAbsent(name, Receiver::new);
    }
}
