package io.parley.signaling.websocket;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.CodecException;
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
import io.parley.machine.TokenBucket;
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

    private static final int CONTROL_FRAMES_PER_SECOND = 10;
    private static final int CONTROL_FRAME_BURST = 100;
    /** What decoding puts for bytes that are no UTF-8. */
    private static final char REPLACEMENT = '\uFFFD';

    /** What comes from the client. */
    public interface Listener {

        /**
         * A whole message.
         *
         * @param bytes its size, inflated
         */
        void text(String message, int bytes);

        /** Something else than a text of allowed size; perhaps nothing that comes later can be read. */
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
    private boolean ended;
    /** Ends the connection of a client that does not answer our close, or that cannot be understood. */
    private @Nullable Future<?> lastResort;
    /** Of pings and pongs; null while there were none. */
    private @Nullable TokenBucket controlFrames;

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
        if (!channel.isActive()) {
            // Lost meanwhile, which may have passed unheard. Later, as all other news.
            context.runOnContext(later -> end());
        }
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
            dropLater();
        }
    }

    private void dropLater() {
        if (lastResort == null) {
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

    private void end() {
        if (!ended && listener != null) {
            ended = true;
            closing = true;
            listener.closed();
        }
    }

    private final class Handler extends SimpleChannelInboundHandler<WebSocketFrame> {

        @Override
        protected void channelRead0(ChannelHandlerContext ctx, WebSocketFrame frame) {
            if (frame instanceof CloseWebSocketFrame close) {
                agree(close);
            } else if (closing) {
                return;
            } else if (frame instanceof TextWebSocketFrame text) {
                read(text.content());
            } else if (frame instanceof BinaryWebSocketFrame) {
                tell(to -> to.unacceptable("frames are text"));
            } else if (!takeControlFrame()) {
                tell(to -> to.unacceptable("too many pings"));
            } else if (frame instanceof PingWebSocketFrame ping) {
                write(new PongWebSocketFrame(ping.content().retain()));
            }
        }

        private void read(ByteBuf content) {
            int bytes = content.readableBytes();
            String message = content.toString(StandardCharsets.UTF_8);
            if (message.indexOf(REPLACEMENT) >= 0 && !ByteBufUtil.isText(content, StandardCharsets.UTF_8)) {
                tell(to -> to.unacceptable("not UTF-8"));
            } else {
                tell(to -> to.text(message, bytes));
            }
        }

        private boolean takeControlFrame() {
            long nowNanos = System.nanoTime();
            if (controlFrames == null) {
                controlFrames = new TokenBucket(CONTROL_FRAMES_PER_SECOND, CONTROL_FRAME_BURST, nowNanos);
            }
            return controlFrames.take(nowNanos);
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
            context.emit(closed -> end());
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable failure) {
            if (!(failure instanceof CodecException)) {
                drop();
            } else if (!closing) {
                refuse(isTooLarge(failure) ? "the message is too large" : "not a frame of RFC 6455");
            }
        }

        /** Netty may read nothing more from here on, not even a close: the connection ends, whatever is done. */
        private void refuse(String why) {
            if (listener == null) {
                close(WebSocketCloseStatus.PROTOCOL_ERROR.code(), why);
            } else {
                dropLater();
                tell(to -> to.unacceptable(why));
            }
        }

        /** Netty tells what inflates to too much from what cannot be inflated by the text alone. */
        private boolean isTooLarge(Throwable failure) {
            return failure instanceof TooLongFrameException
                    || (failure instanceof DecompressionException
                            && String.valueOf(failure.getMessage()).contains("maximum size"))
                    || (failure instanceof CorruptedWebSocketFrameException corrupted
                            && corrupted.closeStatus().equals(WebSocketCloseStatus.MESSAGE_TOO_BIG));
        }
    }
}
