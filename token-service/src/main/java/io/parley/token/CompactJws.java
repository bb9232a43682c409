package io.parley.token;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * A token taken apart, nothing of it believed yet: three base64url parts, the first two JSON objects (RFC 7515 section
 * 7.1).
 *
 * <p>Stricter than most readers, so that one token has one meaning: no padding or stray bits in the base64url, no member
 * twice in an object, nothing after the object.
 */
final class CompactJws {

    /** Tokens of the helper libraries have 300 to 900 characters. */
    static final int MAX_CHARACTERS = 8 * 1024;

    /** Known grants are four deep. */
    private static final int MAX_NESTING = 32;

    /**
     * Names are strangers' strings, so they are not kept in Jackson's table of symbols. A number may be as long as a
     * token: one too large for a date is for the claim's own check to refuse.
     */
    private static final JsonMapper STRICT = JsonMapper.builder(JsonFactory.builder()
                    .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                    .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_NESTING)
                            .maxNumberLength(MAX_CHARACTERS)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final ObjectNode header;
    private final ObjectNode payload;
    private final boolean payloadIsUtf8;
    private final String signingInput;
    private final byte[] signature;

    private CompactJws(
            ObjectNode header, ObjectNode payload, boolean payloadIsUtf8, String signingInput, byte[] signature) {
        this.header = header;
        this.payload = payload;
        this.payloadIsUtf8 = payloadIsUtf8;
        this.signingInput = signingInput;
        this.signature = signature;
    }

    /** Takes {@code token} apart, or returns null when it is no such thing. */
    static @Nullable CompactJws parse(String token) {
        if (token.length() > MAX_CHARACTERS) {
            return null;
        }
        String[] parts = token.split("\\.", 4);
        return parts.length == 3 ? parse(parts[0], parts[1], parts[2]) : null;
    }

    private static @Nullable CompactJws parse(String headerPart, String payloadPart, String signaturePart) {
        byte[] header = base64url(headerPart);
        byte[] payload = base64url(payloadPart);
        byte[] signature = base64url(signaturePart);
        if (header == null || payload == null || signature == null || !isUtf8(header)) {
            return null;
        }
        ObjectNode headerObject = object(header);
        ObjectNode payloadObject = object(payload);
        if (headerObject == null || payloadObject == null) {
            return null;
        }
        return new CompactJws(headerObject, payloadObject, isUtf8(payload), headerPart + '.' + payloadPart, signature);
    }

    private static byte @Nullable [] base64url(String part) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(part);
            boolean canonical = Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(bytes)
                    .equals(part);
            return canonical ? bytes : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static boolean isUtf8(byte[] bytes) {
        return Arrays.equals(new String(bytes, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8), bytes);
    }

    /** Goes through a string since Jackson would take bytes for UTF-16 or UTF-32 where they look so. */
    private static @Nullable ObjectNode object(byte[] json) {
        try {
            return STRICT.readTree(new String(json, StandardCharsets.UTF_8)) instanceof ObjectNode object
                    ? object
                    : null;
        } catch (JsonProcessingException e) {
            return null;
        }
    }

    ObjectNode header() {
        return header;
    }

    ObjectNode payload() {
        return payload;
    }

    /** False when some string of the payload has U+FFFD in the place of bytes that are not UTF-8. */
    boolean payloadIsUtf8() {
        return payloadIsUtf8;
    }

    /** What the signature is over: the first two parts as they came. */
    String signingInput() {
        return signingInput;
    }

    /** Not a copy: for the comparison only. */
    byte[] signature() {
        return signature;
    }
}
