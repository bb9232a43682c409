package io.parley.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class FindingTest {

    @Test
    void medianIsTheMiddleOrTheMeanOfTheTwoInTheMiddle() {
        assertThat(Finding.told("", "", List.of(9.0, 1.0, 2.0)).median()).isEqualTo(2);
        assertThat(Finding.told("", "", List.of(9.0, 1.0, 2.0, 4.0)).median()).isEqualTo(3);
    }

    @Test
    void targetIsMetByTheMedian() {
        assertThat(Finding.of("", "ms", List.of(1.0, 2.0, 9.0), 2).isMet()).isTrue();
        assertThat(Finding.of("", "ms", List.of(1.0, 2.1, 9.0), 2).isMet()).isFalse();
    }

    @Test
    void rowTellsMedianSpreadAndVerdict() {
        assertThat(Finding.of("a join", "ms", List.of(3.0, 1.0, 2.0), 2.5).row())
                .matches("a join +2\\.00 +1\\.00 \\.\\. +3\\.00 +ms +at most 2\\.5 +met ?");
        assertThat(Finding.of("a join", "ms", List.of(3.0), 2.5).row()).endsWith("MISSED");
        assertThat(Finding.told("a join", "ms", List.of(3.0)).row()).doesNotContain("at most", "met", "MISSED");
    }

    @Test
    void invalidRowTellsWhy() {
        assertThat(Finding.of("a join", "ms", List.of(3.0), 2.5)
                        .invalidBecause("noise")
                        .row())
                .endsWith("INVALID: noise");
        assertThat(Finding.of("a join", "ms", List.of(), 2.5).row()).matches("a join +INVALID: nothing was measured");
    }

    @Test
    void noObjectionLeavesAFindingValid() {
        Finding finding = Finding.told("", "", List.of(1.0));

        assertThat(finding.invalidBecause("")).isSameAs(finding);
    }

    @Test
    void statusIsThatOfTheWorstFinding() {
        Finding met = Finding.of("", "", List.of(1.0), 1);
        Finding missed = Finding.of("", "", List.of(2.0), 1);
        Finding invalid = met.invalidBecause("noise");

        assertThat(Finding.status(List.of(met, met))).isZero();
        assertThat(Finding.status(List.of(met, missed))).isEqualTo(1);
        assertThat(Finding.status(List.of(missed, invalid))).isEqualTo(2);
    }

    @Test
    void percentilesOfMicrosecondsAreMilliseconds() {
        Histogram histogram = new Histogram(1_000_000, 3);
        for (int micros = 1_000; micros <= 100_000; micros += 1_000) {
            histogram.recordValue(micros);
        }

        assertThat(Finding.millis(histogram, 50)).isCloseTo(50, within(0.1));
        assertThat(Finding.millis(histogram, 99)).isCloseTo(99, within(0.1));
    }
}
