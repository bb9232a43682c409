package io.parley.signaling.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class DatesTest {

    @Test
    void datesHaveTwoDigitsADayAndWholeSeconds() {
        long millis = Instant.parse("2015-09-03T20:00:00.999Z").toEpochMilli();

        assertThat(Dates.rfc2822(millis)).isEqualTo("Thu, 03 Sep 2015 20:00:00 +0000");
    }
}
