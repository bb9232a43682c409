package io.parley.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class WarmUpTest {

    @Test
    void endsOnceTheCostHasSettled() throws IOException, ExecutionException, InterruptedException, TimeoutException {
        Iterator<Double> costs = List.of(9.0, 9.0, 8.0, 5.0, 4.0, 3.9, 3.9).iterator();

        WarmUp.settle(100, costs::next);

        assertThat(costs.hasNext()).as("one round is left").isTrue();
    }

    @Test
    void endsWithoutPatience() throws IOException, ExecutionException, InterruptedException, TimeoutException {
        Iterator<Double> costs = List.of(9.0, 8.0, 7.0, 6.0).iterator();

        WarmUp.settle(4, costs::next);

        assertThat(costs.hasNext()).isFalse();
    }
}
