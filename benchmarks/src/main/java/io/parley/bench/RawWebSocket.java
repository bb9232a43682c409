package io.parley.bench;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetSocket;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * The client's end of a WebSocket with as little work as RFC 6455 allows, so that the generator of the load is not
 * what is measured. Messages in one frame each; the key of the mask is fixed, which is no matter on loopback.
 */
final class RawWebSocket {

    private static final int TEXT = 0x81;
    private static final int CLOSE = 0x88;
    private static final byte[] MASK = {0x37, (byte) 0xfa, 0x21, 0x3d};
    private static final byte[] NORMAL = {0x03, (byte) 0xe8};
    private static final byte[] HEADER_END = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final NetSocket socket;
    private final Promise<RawWebSocket> upgraded = Promise.promise();
    private Consumer<Buffer> onText = text -> {};
    private Runnable onEnd = () -> {};
    private Buffer rest = Buffer.buffer(0);
    private boolean open;

    private RawWebSocket(NetSocket socket) {
        this.socket = socket;
        socket.handler(this::received);
        socket.closeHandler(gone -> {
            upgraded.tryFail("closed by the server during the upgrade");
            onEnd.run();
        });
        socket.exceptionHandler(failure -> upgraded.tryFail(failure));
    }

    /** Connects and upgrades. */
    static Future<RawWebSocket> connect(NetClient client, int port, String path) {
        return client.connect(port, "127.0.0.1").compose(socket -> {
            RawWebSocket webSocket = new RawWebSocket(socket);
            socket.write("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + port
                    + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nOrigin: http://127.0.0.1:" + port
                    + "\r\nUser-Agent: Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko)"
                    + " Chrome/140.0.0.0 Safari/537.36\r\nPragma: no-cache\r\nCache-Control: no-cache"
                    + "\r\nAccept-Encoding: gzip, deflate, br, zstd\r\nAccept-Language: en-US,en;q=0.9"
                    + "\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=="
                    + "\r\nSec-WebSocket-Extensions: permessage-deflate; client_max_window_bits\r\n\r\n");
            return webSocket.upgraded.future();
        });
    }

    /** Told of each text, and of the end of the connection. */
    void handlers(Consumer<Buffer> text, Runnable end) {
        onText = text;
        onEnd = end;
    }

    void send(String text) {
        socket.write(frame(TEXT, text.getBytes(StandardCharsets.UTF_8)));
    }

    void close() {
        socket.write(frame(CLOSE, NORMAL));
    }

    private static Buffer frame(int head, byte[] payload) {
        int length = payload.length;
        Buffer frame = Buffer.buffer(length + 14).appendByte((byte) head);
        if (length < 126) {
            frame.appendByte((byte) (0x80 | length));
        } else if (length < 65_536) {
            frame.appendByte((byte) (0x80 | 126)).appendUnsignedShort(length);
        } else {
            frame.appendByte((byte) (0x80 | 127)).appendLong(length);
        }
        byte[] masked = new byte[length];
        for (int i = 0; i < length; i++) {
            masked[i] = (byte) (payload[i] ^ MASK[i & 3]);
        }
        return frame.appendBytes(MASK).appendBytes(masked);
    }

    private void received(Buffer bytes) {
        Buffer all = rest.length() == 0 ? bytes : rest.copy().appendBuffer(bytes);
        int from = open ? 0 : upgrade(all);
        while (open) {
            int end = readFrame(all, from);
            if (end < 0) {
                break;
            }
            from = end;
        }
        rest = from == all.length() ? Buffer.buffer(0) : all.slice(from, all.length());
    }

    /** Where the frames begin, or 0 while the header is not complete. */
    private int upgrade(Buffer all) {
        for (int i = 0; i + HEADER_END.length <= all.length(); i++) {
            if (all.getInt(i) == 0x0d0a0d0a) {
                if (all.getString(0, i).startsWith("HTTP/1.1 101 ")) {
                    open = true;
                    upgraded.tryComplete(this);
                } else {
                    upgraded.tryFail("upgrade refused");
                    socket.close();
                }
                return i + HEADER_END.length;
            }
        }
        return 0;
    }

    /** Where the next frame begins, or -1 when this one is not complete. */
    private int readFrame(Buffer all, int from) {
        int available = all.length() - from;
        if (available < 2) {
            return -1;
        }
        int shortLength = all.getByte(from + 1) & 0x7f;
        int header = shortLength < 126 ? 2 : shortLength == 126 ? 4 : 10;
        if (available < header) {
            return -1;
        }
        long length = shortLength < 126
                ? shortLength
                : shortLength == 126 ? all.getUnsignedShort(from + 2) : all.getLong(from + 2);
        if (available < header + length) {
            return -1;
        }
        int end = (int) (from + header + length);
        int head = all.getByte(from) & 0xff;
        if (head == TEXT) {
            onText.accept(all.slice(from + header, end));
        } else if (head == CLOSE) {
            socket.close();
        }
        return end;
    }
}
