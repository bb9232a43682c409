package io.parley.signaling.websocket;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import io.parley.signaling.websocket.RawClient.Frame;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.VertxInternal;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The server's end of WebSockets over loopback, against clients that keep RFC 6455 and clients that do not. */
class TextSocketIT {

    private static final int MAX_MESSAGE_BYTES = 10_000;
    private static final int MAX_OUTBOUND_BYTES = 100_000;

    private final Vertx vertx = Vertx.vertx();
    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

    @AfterEach
    void stop() {
        vertx.close().await();
    }

    @Test
    void tellsAMessageAlsoWhenItComesInPieces() throws Exception {
        try (RawClient client = new RawClient(listen(false)).handshake()) {
            client.send("whole");
            client.send(RawClient.TEXT, false, "in ".getBytes(UTF_8));
            client.send(RawClient.PING, true, "between".getBytes(UTF_8));
            client.send(RawClient.CONTINUATION, true, "pieces".getBytes(UTF_8));

            assertThat(client.next().text()).isEqualTo("echo whole");
            Frame pong = client.next();
            assertThat(pong.opcode()).isEqualTo(RawClient.PONG);
            assertThat(pong.text()).isEqualTo("between");
            assertThat(client.next().text()).isEqualTo("echo in pieces");
        }
    }

    @Test
    void answersTheHandshakeAsTheExampleOfTheRfcDoes() throws Exception {
        try (RawClient client = new RawClient(listen(true))) {
            String response = client.request(
                    "Connection: Upgrade",
                    "Upgrade: websocket",
                    "Sec-WebSocket-Version: 13",
                    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==");

            assertThat(response)
                    .startsWith("HTTP/1.1 101 ")
                    .containsIgnoringCase("sec-websocket-accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n");
            assertThat(response).as("not asked for").doesNotContainIgnoringCase("sec-websocket-extensions");
        }
    }

    @Test
    void refusesWhatIsNoHandshake() throws Exception {
        int port = listen(false);
        try (RawClient client = new RawClient(port)) {
            assertThat(client.request("Accept: text/html")).startsWith("HTTP/1.1 426 ");
        }
        try (RawClient client = new RawClient(port)) {
            assertThat(client.request(
                            "Connection: Upgrade",
                            "Upgrade: websocket",
                            "Sec-WebSocket-Version: 8",
                            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=="))
                    .startsWith("HTTP/1.1 400 ")
                    .containsIgnoringCase("sec-websocket-version: 13\r\n");
        }
        try (RawClient client = new RawClient(port)) {
            assertThat(client.request(
                            "Connection: Upgrade",
                            "Upgrade: websocket",
                            "Sec-WebSocket-Version: 13",
                            "Sec-WebSocket-Key: !"))
                    .startsWith("HTTP/1.1 400 ");
        }
    }

    @Test
    void compressesForClientsThatAskForIt() throws Exception {
        int port = listen(true);
        WebSocket client = vertx.createWebSocketClient(
                        new WebSocketClientOptions().setTryUsePerMessageCompression(true))
                .connect(port, "127.0.0.1", "/")
                .await();
        Promise<String> echo = Promise.promise();
        client.textMessageHandler(echo::complete);
        String text = "again and ".repeat(900);

        client.writeTextMessage(text).await();

        assertThat(client.headers().get("sec-websocket-extensions")).startsWith("permessage-deflate");
        assertThat(echo.future().await()).isEqualTo("echo " + text);
    }

    @Test
    void refusesAMessageThatInflatesToTooMuch() throws Exception {
        int port = listen(true);
        WebSocket client = vertx.createWebSocketClient(
                        new WebSocketClientOptions().setTryUsePerMessageCompression(true))
                .connect(port, "127.0.0.1", "/")
                .await();

        client.writeTextMessage("a".repeat(MAX_MESSAGE_BYTES * 10)).await();

        assertThat(next()).isEqualTo("unacceptable: the message is too large");
    }

    @Test
    void refusesAMessageThatIsTooLarge() throws Exception {
        int port = listen(false);
        try (RawClient client = new RawClient(port).handshake()) {
            client.send("a".repeat(MAX_MESSAGE_BYTES + 1));
            assertThat(next()).isEqualTo("unacceptable: the message is too large");
        }
        assertThat(next()).isEqualTo("closed");
        try (RawClient client = new RawClient(port).handshake()) {
            byte[] half = "a".repeat(MAX_MESSAGE_BYTES / 2 + 1).getBytes(UTF_8);
            client.send(RawClient.TEXT, false, half);
            client.send(RawClient.CONTINUATION, true, half);
            assertThat(next()).isEqualTo("unacceptable: the message is too large");
        }
    }

    @Test
    void tellsWhatIsNoText() throws Exception {
        try (RawClient client = new RawClient(listen(false)).handshake()) {
            client.send(RawClient.BINARY, true, new byte[] {1});

            assertThat(next()).isEqualTo("unacceptable: frames are text");
        }
    }

    @Test
    void tellsOfAFrameThatIsNoneAndEndsTheConnectionIfNobodyDoes() throws Exception {
        try (RawClient client = new RawClient(listen(false)).handshake()) {
            client.sendUnmasked("a client has to mask");

            assertThat(next()).isEqualTo("unacceptable: not a frame of RFC 6455");
            assertThat(client.next().text()).as("may be told why").isEqualTo("refused");
            assertThat(client.ended()).isTrue();
        }
        assertThat(next()).isEqualTo("closed");
    }

    @Test
    void tellsOfAnExtensionThatWasNotAgreedOn() throws Exception {
        try (RawClient client = new RawClient(listen(true)).handshake()) {
            client.send(RawClient.COMPRESSED | RawClient.TEXT, true, new byte[] {1});

            assertThat(next()).isEqualTo("unacceptable: not a frame of RFC 6455");
        }
    }

    @Test
    void tellsWhatCannotBeInflatedFromWhatIsTooLarge() throws Exception {
        try (RawClient client = new RawClient(listen(true)).handshake("Sec-WebSocket-Extensions: permessage-deflate")) {
            client.send(RawClient.COMPRESSED | RawClient.TEXT, true, "garbage, not deflated".getBytes(UTF_8));

            assertThat(next()).isEqualTo("unacceptable: not a frame of RFC 6455");
        }
    }

    @Test
    void refusesWhatIsNoUtf8() throws Exception {
        try (RawClient client = new RawClient(listen(false)).handshake()) {
            client.send("\uFFFD is a character like \uD83D\uDE00");
            client.send(RawClient.TEXT, true, new byte[] {'a', (byte) 0xc3, 'b'});
            client.send(RawClient.TEXT, true, new byte[] {(byte) 0xed, (byte) 0xa0, (byte) 0x80});
            client.send(RawClient.TEXT, false, new byte[] {(byte) 0xc3});
            client.send(RawClient.CONTINUATION, true, new byte[] {(byte) 0xa4});

            assertThat(next()).isEqualTo("\uFFFD is a character like \uD83D\uDE00");
            assertThat(next()).isEqualTo("unacceptable: not UTF-8");
            assertThat(next()).as("half a surrogate pair").isEqualTo("unacceptable: not UTF-8");
            assertThat(next()).as("a character cut by a fragment").isEqualTo("\u00e4");
        }
    }

    @Test
    void pingsAreBounded() throws Exception {
        try (RawClient client = new RawClient(listen(false)).handshake()) {
            for (int i = 0; i < 150; i++) {
                client.send(RawClient.PING, true, new byte[0]);
            }

            assertThat(next()).isEqualTo("unacceptable: too many pings");
        }
    }

    @Test
    void agreesWhenTheClientCloses() throws Exception {
        try (RawClient client = new RawClient(listen(false)).handshake()) {
            client.sendClose(4000);

            assertThat(client.next().closeCode()).isEqualTo(4000);
            assertThat(client.ended()).isTrue();
        }
        assertThat(next()).isEqualTo("closed");
    }

    @Test
    void closesAfterWhatWasSentAndHearsNothingMeanwhile() throws Exception {
        try (RawClient client = new RawClient(listen(false)).handshake()) {
            client.send("close");
            client.send("too late");

            assertThat(client.next().text()).isEqualTo("echo close");
            assertThat(client.next().closeCode()).isEqualTo(3001);
            client.sendClose(3001);
            assertThat(client.ended()).isTrue();
        }
        assertThat(next()).isEqualTo("close");
        assertThat(next()).isEqualTo("closed");
    }

    @Test
    void tellsOfALossBeforeAnybodyListened() throws Exception {
        ContextInternal context = ((VertxInternal) vertx).createEventLoopContext();
        EmbeddedChannel lost = new EmbeddedChannel();
        lost.disconnect().syncUninterruptibly();
        TextSocket socket = new TextSocket(context, lost);

        socket.listen(new Echo(socket));

        assertThat(next()).isEqualTo("closed");
    }

    @Test
    void tellsWhenTheClientReadsTooSlowly() throws Exception {
        try (RawClient client = new RawClient(listen(false)).handshake()) {
            client.send("flood");

            assertThat(next()).isEqualTo("flood");
            assertThat(next()).isEqualTo("congested");
        }
    }

    /** Serves sockets that echo; {@link #heard} gets what the listener is told. */
    private int listen(boolean compression) {
        ContextInternal context = ((VertxInternal) vertx).createEventLoopContext();
        TextSocketAcceptor acceptor =
                new TextSocketAcceptor(context, MAX_MESSAGE_BYTES, MAX_OUTBOUND_BYTES, compression);
        HttpServer server = vertx.createHttpServer()
                .requestHandler(
                        request -> acceptor.accept(request).onSuccess(socket -> socket.listen(new Echo(socket))));
        Promise<HttpServer> listening = Promise.promise();
        context.runOnContext(now -> server.listen(0, "127.0.0.1").onComplete(listening));
        return listening.future().await().actualPort();
    }

    private String next() throws InterruptedException {
        String next = heard.poll(20, TimeUnit.SECONDS);
        assertThat(next).isNotNull();
        return next;
    }

    private final class Echo implements TextSocket.Listener {

        private final TextSocket socket;

        Echo(TextSocket socket) {
            this.socket = socket;
        }

        @Override
        public void text(String message, int bytes) {
            heard.add(message);
            if (message.equals("flood")) {
                flood();
            } else {
                socket.send("echo " + message);
            }
            if (message.equals("close")) {
                socket.close(3001, "as asked");
            }
        }

        /** More than the kernel takes for a client that does not read. */
        private void flood() {
            String much = "a".repeat(MAX_OUTBOUND_BYTES);
            for (int i = 0; i < 200; i++) {
                socket.send(much);
            }
        }

        @Override
        public void unacceptable(String why) {
            heard.add("unacceptable: " + why);
            socket.send("refused");
        }

        @Override
        public void congested() {
            heard.add("congested");
        }

        @Override
        public void closed() {
            heard.add("closed");
        }
    }
}
