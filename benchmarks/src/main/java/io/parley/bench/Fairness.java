package io.parley.bench;

/** Whether what was measured under load says something of the server. */
final class Fairness {

    /** A generator later than this at its 99th percentile measures itself. */
    private static final double MOST_LAG_MILLIS = 50;
    /** A processor that is shared more than this shows its other users. */
    private static final double MOST_PERCENT_FOR_OTHERS = 20;

    private Fairness() {}

    /**
     * Why it says nothing; empty when it does.
     *
     * @param lagMillis how late the generator was, at the 99th percentile
     * @param percentForOthers the share of the server's processor that others used
     */
    static String objection(double lagMillis, double percentForOthers) {
        if (lagMillis > MOST_LAG_MILLIS) {
            return "the generator was late itself";
        }
        return percentForOthers > MOST_PERCENT_FOR_OTHERS ? "others used the server's processor" : "";
    }
}
