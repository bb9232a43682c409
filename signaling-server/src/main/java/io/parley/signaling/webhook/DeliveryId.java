package io.parley.signaling.webhook;

import io.parley.signaling.identifier.Sids;
import io.parley.signaling.rest.RestFailure;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which delivery: the room and the number of its event. */
record DeliveryId(String room, long sequence) {

    private static final Pattern TEXT = Pattern.compile("(\\w{34})-(\\d{1,18})");
    private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");

    /** From the variables of a path; null when they cannot be one. */
    static @Nullable DeliveryId of(String room, String sequence) {
        return Sids.matches(room, "RM") && NUMBER.matcher(sequence).matches()
                ? new DeliveryId(room, Long.parseLong(sequence))
                : null;
    }

    /** From a page token. */
    static DeliveryId parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw RestFailure.invalid(21481, "Invalid PageToken");
        }
        return new DeliveryId(matcher.group(1), Long.parseLong(matcher.group(2)));
    }

    @Override
    public String toString() {
        return room + "-" + sequence;
    }
}
