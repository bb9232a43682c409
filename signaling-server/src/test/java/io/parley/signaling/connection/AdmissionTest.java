package io.parley.signaling.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.signaling.connection.Admission.Decision;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class AdmissionTest {

    private static final Decision ADMIT = new Decision.Admit();

    private final Admission admission =
            new Admission(new Admission.Limits(2, 10, 2, Duration.ofMillis(200), Duration.ofSeconds(3)), 0);

    @Test
    void newcomersAreRefusedAboveTheLimit() {
        open(3);

        assertThat(admission.decide(0, false)).isEqualTo(new Decision.Refuse());
    }

    @Test
    void whoResumesIsAdmittedEvenAboveTheLimit() {
        open(9);

        assertThat(admission.decide(0, true)).isEqualTo(ADMIT);
    }

    @Test
    void whileOverloadedOnlyWhoResumesIsAdmitted() {
        admission.overloaded(true);

        assertThat(admission.decide(0, false)).isInstanceOf(Decision.TryElsewhere.class);
        assertThat(admission.decide(0, true)).isEqualTo(ADMIT);

        admission.overloaded(false);
        assertThat(admission.decide(0, false)).isEqualTo(ADMIT);
    }

    @Test
    void closedConnectionMakesRoom() {
        open(3);
        admission.closed();

        assertThat(admission.decide(0, false)).isEqualTo(ADMIT);
    }

    @Test
    void newcomersQueueOnceTheBurstIsUsed() {
        assertThat(admission.decide(0, false)).isEqualTo(ADMIT);
        assertThat(admission.decide(0, false)).isEqualTo(ADMIT);
        assertThat(admission.decide(0, false)).isEqualTo(new Decision.Wait(100_000_000));
        assertThat(admission.decide(0, false)).isEqualTo(new Decision.Wait(200_000_000));
        assertThat(admission.decide(0, false)).isEqualTo(new Decision.Refuse());
    }

    @Test
    void refusedNewcomersTakeNoPlaceInTheQueue() {
        for (int i = 0; i < 50; i++) {
            admission.decide(0, false);
        }

        assertThat(admission.decide(300_000_000, false)).isEqualTo(ADMIT);
    }

    @Test
    void whoResumesTakesNoPlaceInTheQueue() {
        for (int i = 0; i < 50; i++) {
            admission.decide(0, true);
        }

        assertThat(admission.decide(0, false)).isEqualTo(ADMIT);
    }

    @Test
    void drainingServerSendsEverybodyElsewhere() {
        admission.drain();

        assertThat(admission.decide(0, false)).isEqualTo(new Decision.TryElsewhere(3_000));
        assertThat(admission.decide(0, true)).isEqualTo(new Decision.TryElsewhere(3_000));
    }

    private void open(int connections) {
        for (int i = 0; i < connections; i++) {
            admission.opened();
        }
    }
}
