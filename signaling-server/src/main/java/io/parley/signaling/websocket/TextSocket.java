package io.parley.signaling.websocket;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.compression.DecompressionException;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.vertx.core.internal.ContextInternal;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A WebSocket to a client, for text. Belongs to one event loop and is used on it only. */
public final class TextSocket {

    /** How long a client may take to answer that we close. */
    private static final int CLOSING_SECONDS = 10;

    /** What comes from the client. */
    public interface Listener {

        /**
         * A whole message.
         *
         * @param bytes its size, inflated
         */
        void text(String message, int bytes);

        /** Something else than a text of allowed size. */
        void unacceptable(String why);

        /** The client reads too slowly: more waits for it than is allowed. */
        void congested();

        /** The end; nothing follows. */
        void closed();
    }

    private final ContextInternal context;
    private final Channel channel;
    private final Handler handler = new Handler();
    private @Nullable Listener listener;
    private boolean closing;
    /** Ends the connection of a client that does not answer our close. */
    private @Nullable Future<?> lastResort;

    TextSocket(ContextInternal context, Channel channel) {
        this.context = context;
        this.channel = channel;
    }

    ChannelHandler handler() {
        return handler;
    }

    /** Sets who hears of the client, once and at once after the socket was accepted. */
    public void listen(Listener who) {
        listener = who;
    }

    /** Sends a message; does nothing once the socket is closing. */
    public void send(String message) {
        if (!closing) {
            write(new TextWebSocketFrame(Unpooled.wrappedBuffer(message.getBytes(StandardCharsets.UTF_8))));
        }
    }

    /**
     * Closes the socket after what has been sent, and the connection once the client agrees.
     *
     * @param code a close code of RFC 6455, section 7.4, that may be sent
     * @param reason at most 123 bytes of UTF-8
     */
    public void close(int code, String reason) {
        if (!closing) {
            closing = true;
            write(new CloseWebSocketFrame(code, reason));
            lastResort = channel.eventLoop().schedule(this::drop, CLOSING_SECONDS, TimeUnit.SECONDS);
        }
    }

    private void agree(CloseWebSocketFrame close) {
        if (!closing) {
            closing = true;
            write(close.retain());
        }
        drop();
    }

    @SuppressWarnings("FutureReturnValueIgnored") // with a void promise a failure goes to exceptionCaught
    private void write(WebSocketFrame frame) {
        channel.writeAndFlush(frame, channel.voidPromise());
    }

    /** Closes the connection; what could be written is written. */
    @SuppressWarnings("FutureReturnValueIgnored") // channelInactive tells when it is done
    private void drop() {
        channel.close();
    }

    private void tell(Consumer<Listener> what) {
        context.emit(listener, to -> {
            if (to != null) {
                what.accept(to);
            }
        });
    }

    private final class Handler extends SimpleChannelInboundHandler<WebSocketFrame> {

        @Override
        protected void channelRead0(ChannelHandlerContext ctx, WebSocketFrame frame) {
            if (frame instanceof CloseWebSocketFrame close) {
                agree(close);
            } else if (closing) {
                return;
            } else if (frame instanceof TextWebSocketFrame text) {
                int bytes = text.content().readableBytes();
                String message = text.text();
                tell(to -> to.text(message, bytes));
            } else if (frame instanceof BinaryWebSocketFrame) {
                tell(to -> to.unacceptable("frames are text"));
            } else if (frame instanceof PingWebSocketFrame ping) {
                write(new PongWebSocketFrame(ping.content().retain()));
            }
        }

        @Override
        public void channelWritabilityChanged(ChannelHandlerContext ctx) {
            if (!channel.isWritable()) {
                // Later, since this comes in the middle of a send.
                context.runOnContext(later -> tell(Listener::congested));
            }
        }

        @Override
        public void channelInactive(ChannelHandlerContext ctx) {
            closing = true;
            if (lastResort != null) {
                lastResort.cancel(false);
            }
            tell(Listener::closed);
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable failure) {
            if (isTooLarge(failure)) {
                tell(to -> to.unacceptable("the message is too large"));
            } else if (failure instanceof CorruptedWebSocketFrameException corrupted) {
                close(corrupted.closeStatus().code(), "the frame is not one of RFC 6455");
            } else {
                drop();
            }
        }

        private boolean isTooLarge(Throwable failure) {
            return failure instanceof TooLongFrameException
                    || failure instanceof DecompressionException
                    || (failure instanceof CorruptedWebSocketFrameException corrupted
                            && corrupted.closeStatus().equals(WebSocketCloseStatus.MESSAGE_TOO_BIG));
        }
    }
}
