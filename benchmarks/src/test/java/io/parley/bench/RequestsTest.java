package io.parley.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.buffer.Buffer;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is sent, and what is read from the answers. */
class RequestsTest {

    @Test
    void formsAreEncoded() {
        assertThat(RestClient.encoded(Map.of("StatusCallback", "http://127.0.0.1:80/a b")))
                .isEqualTo("StatusCallback=http%3A%2F%2F127.0.0.1%3A80%2Fa+b");
    }

    @Test
    void floorAnswersWithJsonOfTheSizeAskedFor() {
        Buffer answer = FloorRoute.json(FloorRoute.path(1_234));

        assertThat(answer.length()).isEqualTo(1_234);
        assertThat(answer.toJsonObject().getString("text")).isNotEmpty();
    }

    @Test
    void commitsAreReadFromTheMetrics() {
        Buffer metrics = Buffer.buffer("""
                # TYPE parley_store_commits_total counter
                parley_store_commits_total 1234.0
                process_uptime_seconds 5.0
                """);

        assertThat(CommitCount.commits(metrics)).isEqualTo(1_234);
    }

    @Test
    void serverWithoutCountOfCommitsIsNamed() {
        assertThatThrownBy(() -> CommitCount.commits(Buffer.buffer("up 1\n")))
                .isInstanceOf(IllegalStateException.class);
    }
}
