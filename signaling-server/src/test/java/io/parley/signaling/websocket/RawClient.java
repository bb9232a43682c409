package io.parley.signaling.websocket;

import io.vertx.core.buffer.Buffer;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A TCP client that sends what it is told, also what is against RFC 6455. */
final class RawClient implements AutoCloseable {

    static final int CONTINUATION = 0;
    static final int TEXT = 1;
    static final int BINARY = 2;
    static final int CLOSE = 8;
    static final int PING = 9;
    static final int PONG = 10;
    /** Beside the opcode. */
    static final int COMPRESSED = 0x40;

    private static final int FINAL = 0x80;
    private static final int MASKED = 0x80;
    private static final int PATIENCE_MILLIS = 20_000;

    private final Socket socket;
    private final DataInputStream in;
    private final OutputStream out;

    /** A frame from the server. */
    record Frame(int opcode, Buffer payload) {

        String text() {
            return payload.toString();
        }

        int closeCode() {
            return payload.getUnsignedShort(0);
        }
    }

    RawClient(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(PATIENCE_MILLIS);
        in = new DataInputStream(socket.getInputStream());
        out = socket.getOutputStream();
    }

    /** Sends a request for {@code /}, and returns the head of the response. */
    String request(String... headers) throws IOException {
        String head = "GET / HTTP/1.1\r\nHost: localhost\r\n" + String.join("\r\n", headers) + "\r\n\r\n";
        out.write(head.getBytes(StandardCharsets.US_ASCII));
        StringBuilder response = new StringBuilder();
        while (response.indexOf("\r\n\r\n") < 0) {
            response.append((char) in.readUnsignedByte());
        }
        return response.toString();
    }

    RawClient handshake(String... more) throws IOException {
        List<String> headers = new ArrayList<>(List.of(
                "Connection: keep-alive, Upgrade",
                "Upgrade: websocket",
                "Sec-WebSocket-Version: 13",
                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=="));
        headers.addAll(List.of(more));
        String response = request(headers.toArray(String[]::new));
        if (!response.startsWith("HTTP/1.1 101 ")) {
            throw new IOException(response);
        }
        return this;
    }

    void send(int opcode, boolean last, byte[] payload) throws IOException {
        write((last ? FINAL : 0) | opcode, MASKED, payload);
    }

    void send(String text) throws IOException {
        send(TEXT, true, text.getBytes(StandardCharsets.UTF_8));
    }

    void sendUnmasked(String text) throws IOException {
        write(FINAL | TEXT, 0, text.getBytes(StandardCharsets.UTF_8));
    }

    void sendClose(int code) throws IOException {
        send(CLOSE, true, new byte[] {(byte) (code >> 8), (byte) code});
    }

    /** The mask is zero, so that the payload stays as it is. */
    private void write(int first, int mask, byte[] payload) throws IOException {
        out.write(first);
        if (payload.length < 126) {
            out.write(mask | payload.length);
        } else {
            boolean isLong = payload.length > 0xffff;
            out.write(mask | (isLong ? 127 : 126));
            for (int shift = isLong ? 56 : 8; shift >= 0; shift -= 8) {
                out.write((int) ((long) payload.length >> shift));
            }
        }
        if (mask != 0) {
            out.write(new byte[4]);
        }
        out.write(payload);
        out.flush();
    }

    Frame next() throws IOException {
        int opcode = in.readUnsignedByte() & 0xf;
        int length = in.readUnsignedByte();
        if (length == 126) {
            length = in.readUnsignedShort();
        } else if (length == 127) {
            length = Math.toIntExact(in.readLong());
        }
        byte[] payload = new byte[length];
        in.readFully(payload);
        return new Frame(opcode, Buffer.buffer(payload));
    }

    /** Whether the server has closed the connection, once it does or says something more. */
    boolean ended() throws IOException {
        return in.read() < 0;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
