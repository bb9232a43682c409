package io.parley.signaling.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.http.HttpClosedException;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import org.junit.jupiter.api.Test;

class HttpRoutesTest {

    @Test
    void clientThatHasGoneIsNoError() {
        assertThat(HttpRoutes.isAbort(new ClosedChannelException())).isTrue();
        assertThat(HttpRoutes.isAbort(new HttpClosedException("Connection was closed")))
                .isTrue();
        assertThat(HttpRoutes.isAbort(new IOException("Connection reset by peer")))
                .isTrue();
        assertThat(HttpRoutes.isAbort(new IOException("sendfile(..) failed with error(-32): Broken pipe")))
                .isTrue();
    }

    @Test
    void otherFailuresAreErrors() {
        assertThat(HttpRoutes.isAbort(null)).isFalse();
        assertThat(HttpRoutes.isAbort(new IOException("No space left on device")))
                .isFalse();
        assertThat(HttpRoutes.isAbort(new IllegalStateException("Connection reset")))
                .isFalse();
    }
}
