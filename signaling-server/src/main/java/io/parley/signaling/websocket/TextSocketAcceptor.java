package io.parley.signaling.websocket;

import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameEncoder;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.handler.codec.http.websocketx.extensions.WebSocketServerExtension;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.net.NetSocketInternal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Turns HTTP requests into {@link TextSocket}s.
 *
 * <p>Vert.x does so too, but keeps its HTTP connection and two outbound queues of several kilobytes for each socket.
 * Here Netty's codecs follow the handshake, and nothing of Vert.x stays.
 */
public final class TextSocketAcceptor {

    private static final String VERSION = "13";
    private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private static final int KEY_BYTES = 16;
    /** Vert.x's, for HTTP connections that nothing goes over. Whoever listens to a socket has rules of its own. */
    private static final String IDLE_HANDLER = "idle";

    private final ContextInternal context;
    private final int maxMessageBytes;
    private final WriteBufferWaterMark outbound;
    private final @Nullable MessageCompression compression;
    private final WebSocketDecoderConfig plain;
    private final WebSocketDecoderConfig extended;

    /**
     * Makes one for an event loop.
     *
     * @param context the loop's; the sockets' listeners are called in it
     * @param maxMessageBytes most bytes in a message from a client, inflated
     * @param maxOutboundBytes how much may wait for a client that reads slowly
     * @param compression whether to compress for clients that ask for it
     */
    public TextSocketAcceptor(ContextInternal context, int maxMessageBytes, int maxOutboundBytes, boolean compression) {
        this.context = context;
        this.maxMessageBytes = maxMessageBytes;
        this.outbound = new WriteBufferWaterMark(maxOutboundBytes / 2, maxOutboundBytes);
        this.compression = compression ? new MessageCompression(maxMessageBytes) : null;
        this.plain = WebSocketDecoderConfig.newBuilder()
                .maxFramePayloadLength(maxMessageBytes)
                .allowExtensions(false)
                .closeOnProtocolViolation(false)
                .build();
        this.extended = plain.toBuilder().allowExtensions(true).build();
    }

    /**
     * Accepts a request for a WebSocket.
     *
     * @return the socket, complete when this returns; fails when the request is no handshake, which has been answered
     *     then, with 426 or 400
     */
    public Future<TextSocket> accept(HttpServerRequest request) {
        if (!asksForWebSocket(request)) {
            return refuse(request, 426, "This is the address of a WebSocket");
        }
        String key = request.getHeader(HttpHeaderNames.SEC_WEBSOCKET_KEY);
        if (!VERSION.equals(request.getHeader(HttpHeaderNames.SEC_WEBSOCKET_VERSION)) || !isKey(key)) {
            return refuse(request, 400, "The handshake is not one of RFC 6455");
        }
        WebSocketServerExtension extension = compression == null ? null : compression.negotiate(request);
        request.response()
                .putHeader(HttpHeaders.UPGRADE, "websocket")
                .putHeader(HttpHeaders.CONNECTION, "Upgrade")
                .putHeader(HttpHeaderNames.SEC_WEBSOCKET_ACCEPT, acceptance(key));
        if (extension != null) {
            request.response()
                    .putHeader(HttpHeaderNames.SEC_WEBSOCKET_EXTENSIONS, MessageCompression.header(extension));
        }
        return request.toNetSocket().map(socket -> install((NetSocketInternal) socket, extension));
    }

    private TextSocket install(NetSocketInternal accepted, @Nullable WebSocketServerExtension extension) {
        ChannelHandler vertx = accepted.channelHandlerContext().handler();
        ChannelPipeline pipeline = accepted.channelHandlerContext().pipeline();
        TextSocket socket = new TextSocket(context, pipeline.channel());
        pipeline.channel().config().setWriteBufferWaterMark(outbound);
        if (pipeline.get(IDLE_HANDLER) != null) {
            pipeline.remove(IDLE_HANDLER);
        }
        pipeline.addLast(
                new WebSocket13FrameDecoder(extension == null ? plain : extended), new WebSocket13FrameEncoder(false));
        if (extension != null) {
            pipeline.addLast(extension.newExtensionDecoder(), extension.newExtensionEncoder());
        }
        pipeline.addLast(new WebSocketFrameAggregator(maxMessageBytes), socket.handler());
        pipeline.remove(vertx);
        return socket;
    }

    private static boolean asksForWebSocket(HttpServerRequest request) {
        return request.method().equals(HttpMethod.GET)
                && request.version() == HttpVersion.HTTP_1_1
                && lists(request, HttpHeaders.CONNECTION, "upgrade")
                && lists(request, HttpHeaders.UPGRADE, "websocket");
    }

    /** Firefox sends {@code Connection: keep-alive, Upgrade}. */
    private static boolean lists(HttpServerRequest request, CharSequence header, String token) {
        return request.headers().getAll(header).stream()
                .flatMap(value -> Arrays.stream(value.split(",", -1)))
                .anyMatch(value -> value.strip().equalsIgnoreCase(token));
    }

    private static boolean isKey(@Nullable String key) {
        try {
            return key != null && Base64.getDecoder().decode(key).length == KEY_BYTES;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static Future<TextSocket> refuse(HttpServerRequest request, int status, String why) {
        request.response()
                .setStatusCode(status)
                .putHeader(HttpHeaders.UPGRADE, "websocket")
                .putHeader(HttpHeaderNames.SEC_WEBSOCKET_VERSION, VERSION)
                .end(why + "\n");
        return Future.failedFuture(why);
    }

    private static String acceptance(String key) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-1").digest((key + GUID).getBytes(StandardCharsets.US_ASCII));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-1", e);
        }
    }
}
