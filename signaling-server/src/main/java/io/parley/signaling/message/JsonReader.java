package io.parley.signaling.message;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads JSON that may come from anybody: member by member, with bounds, and with errors that name the member.
 *
 * <p>Reads in one pass without a tree, since it stands in the path of every relayed message.
 */
public final class JsonReader implements AutoCloseable {

    private static final int MAX_DEPTH = 32;
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxNumberLength(32)
                    .build())
            .build();

    private final String text;
    private final JsonParser parser;

    /** Reads one value. */
    @FunctionalInterface
    public interface Value<T> {
        T read(JsonReader reader) throws IOException, MalformedMessageException;
    }

    /** Takes the members of an object one after the other. */
    @FunctionalInterface
    public interface Members {
        /** Must read the value of {@code name}, or {@link JsonReader#skip} it. */
        void member(String name) throws IOException, MalformedMessageException;
    }

    public JsonReader(String text) throws IOException {
        this.text = text;
        this.parser = FACTORY.createParser(text);
    }

    /** Reads the whole text as one object. */
    public void document(Members members) throws IOException, MalformedMessageException {
        parser.nextToken();
        object("message", members);
        if (parser.nextToken() != null) {
            throw new MalformedMessageException("something follows the message");
        }
    }

    /** Reads the value at hand as an object. */
    public void object(String what, Members members) throws IOException, MalformedMessageException {
        expect(JsonToken.START_OBJECT, what, "an object");
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            members.member(name);
        }
    }

    /** Reads the value at hand as an array of at most {@code limit} elements. */
    public <T> List<T> array(String what, int limit, Value<T> element) throws IOException, MalformedMessageException {
        expect(JsonToken.START_ARRAY, what, "an array");
        List<T> elements = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (elements.size() == limit) {
                throw new MalformedMessageException(what + " has more than " + limit + " elements");
            }
            elements.add(element.read(this));
        }
        return elements;
    }

    /** Reads the value at hand as a string of at most {@code maxLength} UTF-16 units. */
    public String string(String what, int maxLength) throws IOException, MalformedMessageException {
        expect(JsonToken.VALUE_STRING, what, "a string");
        if (parser.getTextLength() > maxLength) {
            throw new MalformedMessageException(what + " has more than " + maxLength + " characters");
        }
        return parser.getText();
    }

    /** Reads the value at hand as an integer that is not negative. */
    public long count(String what) throws IOException, MalformedMessageException {
        expect(JsonToken.VALUE_NUMBER_INT, what, "an integer");
        long value = parser.getLongValue();
        if (value < 0) {
            throw new MalformedMessageException(what + " is negative");
        }
        return value;
    }

    /** Reads the value at hand as true or false. */
    public boolean flag(String what) throws MalformedMessageException {
        if (!parser.currentToken().isBoolean()) {
            throw new MalformedMessageException(what + " is not true or false");
        }
        return parser.currentToken() == JsonToken.VALUE_TRUE;
    }

    /** Whether the value at hand is null. */
    public boolean isNull() {
        return parser.currentToken() == JsonToken.VALUE_NULL;
    }

    boolean isObject() {
        return parser.currentToken() == JsonToken.START_OBJECT;
    }

    /** Passes over the value at hand, whatever it is. */
    public void skip() throws IOException {
        parser.skipChildren();
    }

    /** How many objects and arrays are open, the value at hand included. */
    int depth() {
        return parser.getParsingContext().getNestingDepth();
    }

    /** Passes over all that is left of the objects and arrays deeper than {@code depth}. */
    void leaveTo(int depth) throws IOException {
        while (depth() > depth && parser.nextToken() != null) {}
    }

    /** The object at hand as it stands in the text, at most {@code maxLength} characters long. */
    public String verbatimObject(String what, int maxLength) throws IOException, MalformedMessageException {
        expect(JsonToken.START_OBJECT, what, "an object");
        int start = (int) parser.currentTokenLocation().getCharOffset();
        parser.skipChildren();
        int end = (int) parser.currentLocation().getCharOffset();
        if (end - start > maxLength) {
            throw new MalformedMessageException(what + " has more than " + maxLength + " characters");
        }
        return text.substring(start, end);
    }

    @Override
    public void close() throws IOException {
        parser.close();
    }

    private void expect(JsonToken wanted, String what, String form) throws MalformedMessageException {
        if (parser.currentToken() != wanted) {
            throw new MalformedMessageException(what + " is not " + form);
        }
    }
}
