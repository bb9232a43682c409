package io.parley.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FairnessTest {

    @Test
    void lateGeneratorsAndSharedProcessorsSayNothing() {
        assertThat(Fairness.objection(50, 20)).isEmpty();
        assertThat(Fairness.objection(51, 0)).contains("generator");
        assertThat(Fairness.objection(0, 21)).contains("processor");
    }
}
