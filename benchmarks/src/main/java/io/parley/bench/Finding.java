package io.parley.bench;

import java.util.List;
import java.util.Locale;
import org.HdrHistogram.Histogram;

/**
 * One measured figure: the median of its repetitions, their spread, and what it should be.
 *
 * @param values one for each repetition
 * @param atMost the target; infinite when there is none
 * @param invalid why the figure says nothing; empty when it does
 */
record Finding(String what, String unit, List<Double> values, double atMost, String invalid) {

    /** Over the rows. */
    static final String HEADER = String.format(Locale.ROOT, "%-54s %10s  %20s", "", "median", "min .. max");

    Finding {
        values = values.stream().sorted().toList();
    }

    static Finding of(String what, String unit, List<Double> values, double atMost) {
        return new Finding(what, unit, values, atMost, values.isEmpty() ? "nothing was measured" : "");
    }

    static Finding told(String what, String unit, List<Double> values) {
        return of(what, unit, values, Double.POSITIVE_INFINITY);
    }

    /** @param reason empty: it is valid */
    Finding invalidBecause(String reason) {
        return reason.isEmpty() ? this : new Finding(what, unit, values, atMost, reason);
    }

    /** 0: all are met, 1: one is missed, 2: one says nothing. */
    static int status(List<Finding> findings) {
        if (findings.stream().anyMatch(finding -> !finding.isValid())) {
            return 2;
        }
        return findings.stream().allMatch(Finding::isMet) ? 0 : 1;
    }

    /** A percentile of {@code histogram}, recorded in microseconds, in milliseconds. */
    static double millis(Histogram histogram, double percentile) {
        return histogram.getValueAtPercentile(percentile) / 1000.0;
    }

    double median() {
        int middle = values.size() / 2;
        return values.size() % 2 == 1 ? values.get(middle) : (values.get(middle - 1) + values.get(middle)) / 2;
    }

    boolean isValid() {
        return invalid.isEmpty();
    }

    boolean isMet() {
        return isValid() && median() <= atMost;
    }

    String row() {
        if (values.isEmpty()) {
            return String.format(Locale.ROOT, "%-54s INVALID: %s", what, invalid);
        }
        String target = atMost == Double.POSITIVE_INFINITY ? "" : String.format(Locale.ROOT, "at most %.1f", atMost);
        String verdict = isValid() ? target.isEmpty() ? "" : isMet() ? "met" : "MISSED" : "INVALID: " + invalid;
        return String.format(
                Locale.ROOT,
                "%-54s %10.2f  %9.2f ..%9.2f  %-14s %-15s %s",
                what,
                median(),
                values.get(0),
                values.get(values.size() - 1),
                unit,
                target,
                verdict);
    }
}
