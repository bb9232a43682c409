package io.parley.browser;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A coturn of its own on a free port of loopback, which relays to loopback too: for tests only. */
final class TurnServer implements AutoCloseable {

    static final String SECRET = "a-secret-of-this-test";

    private final int port;
    private final Process process;

    /** @param folder for its files, deleted by whoever made it */
    TurnServer(Path folder) throws IOException {
        try (DatagramSocket probe = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
            port = probe.getLocalPort();
        }
        Path config = folder.resolve("turnserver.conf");
        Files.writeString(
                config, """
                listening-ip=127.0.0.1
                relay-ip=127.0.0.1
                listening-port=%d
                realm=parley.test
                use-auth-secret
                static-auth-secret=%s
                fingerprint
                no-cli
                no-tcp
                no-tls
                no-dtls
                allow-loopback-peers
                simple-log
                log-file=stdout
                pidfile=%s
                userdb=%s
                """.formatted(port, SECRET, folder.resolve("turnserver.pid"), folder.resolve("turnserver.db")));
        process = new ProcessBuilder(Chromium.onPath("turnserver").toString(), "-c", config.toString())
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        awaitListening();
        Thread drain = new Thread(this::drain, "turnserver output");
        drain.setDaemon(true);
        drain.start();
    }

    /** The settings of a server that hands this out. */
    String settings() {
        return "ice: { turn: { urls: ['turn:127.0.0.1:%d?transport=udp'], secret: %s } }".formatted(port, SECRET);
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }

    /** Asks until it answers: a STUN binding request, RFC 8489 section 5. */
    private void awaitListening() throws IOException {
        byte[] request = ByteBuffer.allocate(20)
                .putShort((short) 1)
                .putShort((short) 0)
                .putInt(0x2112A442)
                .array();
        try (DatagramSocket client = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
            client.setSoTimeout(100);
            while (process.isAlive()) {
                client.send(new DatagramPacket(request, request.length, InetAddress.getLoopbackAddress(), port));
                if (answers(client)) {
                    return;
                }
            }
        }
        throw new IOException(
                "turnserver ended: " + new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
    }

    private static boolean answers(DatagramSocket client) throws IOException {
        try {
            client.receive(new DatagramPacket(new byte[1500], 1500));
            return true;
        } catch (SocketTimeoutException notYet) {
            return false;
        }
    }

    private void drain() {
        try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
            while (output.readLine() != null) {}
        } catch (IOException e) {
            if (process.isAlive()) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
