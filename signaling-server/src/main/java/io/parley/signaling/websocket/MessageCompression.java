package io.parley.signaling.websocket;

import io.netty.handler.codec.compression.ZlibCodecFactory;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.websocketx.extensions.WebSocketExtensionData;
import io.netty.handler.codec.http.websocketx.extensions.WebSocketExtensionUtil;
import io.netty.handler.codec.http.websocketx.extensions.WebSocketServerExtension;
import io.netty.handler.codec.http.websocketx.extensions.WebSocketServerExtensionHandshaker;
import io.netty.handler.codec.http.websocketx.extensions.compression.PerMessageDeflateServerExtensionHandshaker;
import io.vertx.core.http.HttpServerRequest;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The extension {@code permessage-deflate} of WebSockets (RFC 7692). */
final class MessageCompression {

    private static final int LEVEL = 6;
    private static final int LARGEST_WINDOW = 15;

    private final WebSocketServerExtensionHandshaker handshaker;

    MessageCompression(int maxMessageBytes) {
        this.handshaker = new PerMessageDeflateServerExtensionHandshaker(
                LEVEL,
                ZlibCodecFactory.isSupportingWindowSizeAndMemLevel(),
                LARGEST_WINDOW,
                false,
                false,
                maxMessageBytes);
    }

    /** The first of the client's offers that can be met; null: none. */
    @Nullable
    WebSocketServerExtension negotiate(HttpServerRequest request) {
        String offers = request.getHeader(HttpHeaderNames.SEC_WEBSOCKET_EXTENSIONS);
        if (offers == null) {
            return null;
        }
        return WebSocketExtensionUtil.extractExtensions(offers).stream()
                .map(handshaker::handshakeExtension)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    /** The value of the response's header {@code Sec-WebSocket-Extensions}. */
    static String header(WebSocketServerExtension extension) {
        WebSocketExtensionData agreed = extension.newReponseData();
        return agreed.parameters().entrySet().stream()
                .map(parameter ->
                        "; " + parameter.getKey() + (parameter.getValue() == null ? "" : "=" + parameter.getValue()))
                .collect(Collectors.joining("", agreed.name(), ""));
    }
}
