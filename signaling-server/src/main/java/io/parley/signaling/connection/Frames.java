package io.parley.signaling.connection;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.SegmentedStringWriter;
import com.fasterxml.jackson.core.util.BufferRecycler;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import io.parley.signaling.connection.ClientFrame.Bye;
import io.parley.signaling.connection.ClientFrame.Heartbeat;
import io.parley.signaling.connection.ClientFrame.Hello;
import io.parley.signaling.connection.ClientFrame.Malformed;
import io.parley.signaling.connection.ClientFrame.Message;
import io.parley.signaling.message.ClientMessage;
import io.parley.signaling.message.ClientMessageReader;
import io.parley.signaling.message.JsonReader;
import io.parley.signaling.message.MalformedMessageException;
import io.parley.signaling.message.ServerMessageWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** The JSON form of frames. */
public final class Frames {

    private static final int MAX_TEXT_CHARS = 256;
    private static final long DEFAULT_TIMEOUT_MILLIS = 5_000;
    private static final JsonFactory FACTORY = new JsonFactory();

    private Frames() {}

    /** Reads a frame; anything that is not one becomes {@link Malformed}. */
    public static ClientFrame read(String text) {
        try (JsonReader json = new JsonReader(text)) {
            return new Reader(json).read();
        } catch (JsonProcessingException e) {
            return new Malformed("not JSON, or nested too deeply");
        } catch (MalformedMessageException e) {
            return new Malformed(e.getMessage() == null ? "" : e.getMessage());
        } catch (IOException e) {
            throw new UncheckedIOException("reading a string cannot fail otherwise", e);
        }
    }

    /** Writes a frame. */
    public static String write(ServerFrame frame) {
        BufferRecycler buffers = JsonRecyclerPools.threadLocalPool().acquireAndLinkPooled();
        try (SegmentedStringWriter text = new SegmentedStringWriter(buffers);
                JsonGenerator json = FACTORY.createGenerator(text)) {
            write(frame, json);
            json.flush();
            return text.getAndClear();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to a string cannot fail", e);
        } finally {
            buffers.releaseToPool();
        }
    }

    private static void write(ServerFrame frame, JsonGenerator json) throws IOException {
        json.writeStartObject();
        if (frame instanceof ServerFrame.Message message) {
            json.writeStringField("type", "msg");
            json.writeFieldName("body");
            ServerMessageWriter.write(message.body(), json);
        } else if (frame instanceof ServerFrame.Heartbeat) {
            json.writeStringField("type", "heartbeat");
        } else if (frame instanceof ServerFrame.Welcome welcome) {
            json.writeStringField("type", "welcome");
            json.writeNumberField("negotiatedTimeout", welcome.negotiatedTimeoutMillis());
        } else if (frame instanceof ServerFrame.Busy busy) {
            json.writeStringField("type", "busy");
            json.writeNumberField("retryAfter", busy.retryAfterMillis());
            json.writeBooleanField("keepAlive", busy.keepAlive());
            json.writeStringField("cookie", busy.cookie());
        } else if (frame instanceof ServerFrame.Bad bad) {
            json.writeStringField("type", "bad");
            json.writeStringField("reason", bad.reason());
        } else {
            throw new IllegalStateException("no JSON for " + frame.getClass());
        }
        json.writeEndObject();
    }

    private static final class Reader {

        private final JsonReader json;
        private String type = "";
        private long version;
        private long timeoutMillis = DEFAULT_TIMEOUT_MILLIS;
        private @Nullable String cookie;
        private @Nullable ClientMessage body;

        Reader(JsonReader json) {
            this.json = json;
        }

        ClientFrame read() throws IOException, MalformedMessageException {
            json.document(this::member);
            return switch (type) {
                case "msg" -> new Message(body());
                case "heartbeat" -> new Heartbeat();
                case "hello" -> new Hello(version, timeoutMillis, cookie, body());
                case "bye" -> new Bye();
                default -> throw new MalformedMessageException("type is not known");
            };
        }

        private void member(String member) throws IOException, MalformedMessageException {
            switch (member) {
                case "type" -> type = json.string(member, MAX_TEXT_CHARS);
                case "version" -> version = json.count(member);
                case "timeout" -> timeoutMillis = json.count(member);
                case "cookie" -> cookie = json.isNull() ? null : json.string(member, MAX_TEXT_CHARS);
                case "body" -> body = ClientMessageReader.read(json);
                default -> json.skip();
            }
        }

        private ClientMessage body() throws MalformedMessageException {
            if (body == null) {
                throw new MalformedMessageException("body is missing");
            }
            return body;
        }
    }
}
