package io.parley.token;

import static io.parley.token.SampleTokens.CONTENT;
import static io.parley.token.SampleTokens.HEADER;
import static io.parley.token.SampleTokens.KEY;
import static io.parley.token.SampleTokens.NOW;
import static io.parley.token.SampleTokens.PAYLOAD;
import static io.parley.token.SampleTokens.base64url;
import static io.parley.token.SampleTokens.replaced;
import static io.parley.token.SampleTokens.signed;
import static io.parley.token.SampleTokens.utf8;
import static io.parley.token.SampleTokens.withHeader;
import static io.parley.token.SampleTokens.withPayload;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenVerifierTest {

    private static final long LEEWAY_SECONDS = 30;
    private static final long DAY_SECONDS = 86_400;
    private static final String EXP = "\"exp\":1795348754";
    private static final String GRANTS = "\"grants\":{\"identity\":\"alice\",\"video\":{\"room\":\"DailyStandup\"}}";
    private static final String VIDEO = "\"video\":{\"room\":\"DailyStandup\"}";
    private static final String IDENTITY = "\"identity\":\"alice\"";
    private static final String ROOM = "\"room\":\"DailyStandup\"";
    private static final String OTHER_SECRET = "another-secret-of-32-characters!";

    private final TokenVerifier verifier =
            new TokenVerifier(ApiKeys.of(List.of(KEY)), Duration.ofSeconds(LEEWAY_SECONDS));

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void whatTheHelperLibrariesMakeIsAccepted(String token) {
        assertThat(verifier.verify(token, NOW)).isEqualTo(new Verification.Verified(CONTENT));
    }

    /** One room each, as made and printed by the library for Node and the one for Java. */
    static List<String> whatTheHelperLibrariesMakeIsAccepted() {
        return List.of(
                "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCIsImN0eSI6InR3aWxpby1mcGE7dj0xIn0.eyJqdGkiOiJTS2JiYmJiYmJiYmJiYmJiYmJiYmJiYmJiYmJiYmJiYmJiLTE3OTUzMzQzNTQiLCJncmFudHMiOnsiaWRlbnRpdHkiOiJhbGljZSIsInZpZGVvIjp7InJvb20iOiJEYWlseVN0YW5kdXAifX0sImlhdCI6MTc5NTMzNDM1NCwiZXhwIjoxNzk1MzQ4NzU0LCJpc3MiOiJTS2JiYmJiYmJiYmJiYmJiYmJiYmJiYmJiYmJiYmJiYmJiIiwic3ViIjoiQUNhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYSJ9.IW82-PRm0crVx4GjC7xXzY_hq1SQ4xJxy3WSi__7qRo",
                "eyJjdHkiOiJ0d2lsaW8tZnBhO3Y9MSIsInR5cCI6IkpXVCIsImFsZyI6IkhTMjU2In0.eyJpc3MiOiJTS2JiYmJiYmJiYmJiYmJiYmJiYmJiYmJiYmJiYmJiYmJiIiwiZXhwIjoxNzk1MzQ4NzU0LCJncmFudHMiOnsiaWRlbnRpdHkiOiJhbGljZSIsInZpZGVvIjp7InJvb20iOiJEYWlseVN0YW5kdXAifX0sImp0aSI6IlNLYmJiYmJiYmJiYmJiYmJiYmJiYmJiYmJiYmJiYmJiYmItMTc5NTMzNDQwMCIsInN1YiI6IkFDYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWEifQ.3OxM-BYDe8Ht3F2BDFJqfFSl4z4U8H1e9_AW5eLw_zQ");
    }

    @Test
    void everyGrantRegionNotBeforeAndHs512AreAccepted() {
        String token = signed(
                "HmacSHA512",
                KEY.secret(),
                "{\"alg\":\"HS512\",\"typ\":\"JWT\",\"cty\":\"twilio-fpa;v=1\",\"twr\":\"us1\"}",
                "{\"jti\":\"SKbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb-1795334354\","
                        + "\"grants\":{\"identity\":\"bob\",\"video\":{},"
                        + "\"chat\":{\"service_sid\":\"IScccccccccccccccccccccccccccccccc\"},"
                        + "\"data_sync\":{\"service_sid\":\"ISdddddddddddddddddddddddddddddddd\"},"
                        + "\"voice\":{\"incoming\":{\"allow\":true},"
                        + "\"outgoing\":{\"application_sid\":\"APeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeee\"}}},"
                        + "\"nbf\":1700000000,\"iat\":1795334354,\"exp\":1795337954,"
                        + "\"iss\":\"SKbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb\",\"sub\":\"ACaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\"}");

        assertThat(verifier.verify(token, NOW))
                .isEqualTo(new Verification.Verified(
                        new AccessToken(KEY.sid(), KEY.accountSid(), "bob", null, 1_795_337_954L)));
    }

    @Test
    void hs384IsAccepted() {
        assertThat(error(signed("HmacSHA384", KEY.secret(), replaced(HEADER, "HS256", "HS384"), PAYLOAD)))
                .isNull();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void noTokenIs20101(String what, String token) {
        assertThat(error(token)).as(what).isEqualTo(TokenError.INVALID);
    }

    static Stream<Arguments> noTokenIs20101() {
        String good = signed(HEADER, PAYLOAD);
        String[] parts = good.split("\\.", 3);
        return Stream.of(
                Arguments.of("empty", ""),
                Arguments.of("dots only", ".."),
                Arguments.of("random text", "let me in"),
                Arguments.of("two parts", parts[0] + '.' + parts[1]),
                Arguments.of("four parts", good + "."),
                Arguments.of("white space around", ' ' + good),
                Arguments.of("line break after", good + '\n'),
                Arguments.of("padding", withPadding(good)),
                Arguments.of(
                        "base64 that is not of the URL kind", parts[0] + "." + parts[1] + ".IW82+PRm0crVx4GjC7xX/Y"),
                Arguments.of("stray bits at the end of the signature", good.substring(0, good.length() - 1) + 'p'),
                Arguments.of("characters outside ASCII", good.replace('e', 'е')),
                Arguments.of("header not JSON", signed("no", PAYLOAD)),
                Arguments.of("header an array", signed("[" + HEADER + "]", PAYLOAD)),
                Arguments.of("payload empty", signed(HEADER, "")),
                Arguments.of("payload null", signed(HEADER, "null")),
                Arguments.of("payload an array", signed(HEADER, "[]")),
                Arguments.of("payload cut off", signed(HEADER, PAYLOAD.substring(0, PAYLOAD.length() - 1))),
                Arguments.of("two payloads", signed(HEADER, PAYLOAD + PAYLOAD)),
                Arguments.of("something after the payload", signed(HEADER, PAYLOAD + "x")),
                Arguments.of("a claim twice", withPayload(EXP, EXP + "," + EXP)),
                Arguments.of("a claim twice, once by escape", withPayload(EXP, EXP + ",\"\\u0065xp\":1")),
                Arguments.of("a grant twice", withPayload(IDENTITY, IDENTITY + ",\"identity\":\"mallory\"")),
                Arguments.of("a header parameter twice", withHeader("\"typ\"", "\"alg\":\"none\",\"typ\"")),
                Arguments.of("nested too deep", withPayload(EXP, EXP + ",\"x\":" + "[".repeat(40) + "]".repeat(40))),
                Arguments.of("longer than 8 KiB", withPayload(EXP, EXP + ",\"x\":\"" + "x".repeat(6_000) + '"')),
                Arguments.of("UTF-16", inCharset(StandardCharsets.UTF_16BE)),
                Arguments.of("byte order mark", signed(HEADER, '\uFEFF' + PAYLOAD)),
                Arguments.of("not UTF-8 outside the identity", latin1(replaced(PAYLOAD, "DailyStandup", "Caf\u00e9"))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void foreignHeaderIs20102(String token) {
        assertThat(error(token)).isEqualTo(TokenError.HEADER_INVALID);
    }

    static Stream<String> foreignHeaderIs20102() {
        String cty = ",\"cty\":\"twilio-fpa;v=1\"";
        return Stream.of(
                withHeader(cty, ""),
                withHeader("v=1", "v=2"),
                withHeader("twilio-fpa", "Twilio-FPA"),
                withHeader("\"twilio-fpa;v=1\"", "null"),
                withHeader("\"JWT\"", "\"JWS\""),
                withHeader("\"JWT\"", "1"),
                withHeader(",\"typ\":\"JWT\"", ""),
                withHeader("\"alg\":\"HS256\",", ""),
                withHeader("HS256", "none"),
                withHeader("HS256", "None"),
                withHeader("HS256", "hs256"),
                withHeader("HS256", "RS256"),
                withHeader("HS256", "ES256"),
                withHeader("HS256", "HS1"),
                withHeader("\"HS256\"", "256"),
                withHeader("\"HS256\"", "[\"HS256\"]"),
                withHeader(cty, cty + ",\"crit\":[\"exp\"]"),
                withHeader(cty, cty + ",\"crit\":null"),
                unsigned(replaced(HEADER, "HS256", "none")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void foreignIssuerOrSubjectIs20103(String token) {
        assertThat(error(token)).isEqualTo(TokenError.ISSUER_INVALID);
    }

    static Stream<String> foreignIssuerOrSubjectIs20103() {
        String iss = "\"iss\":\"SKbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb\"";
        String sub = "\"sub\":\"ACaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\"";
        return Stream.of(
                withPayload(iss, "\"iss\":\"SKcccccccccccccccccccccccccccccccc\""),
                withPayload(iss, "\"iss\":\"\""),
                withPayload(iss, "\"iss\":null"),
                withPayload(iss, "\"iss\":7"),
                withPayload(iss, "\"iss\":[\"SKbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb\"]"),
                withPayload(iss, "\"issuer\":\"SKbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb\""),
                withPayload(sub, "\"sub\":\"ACcccccccccccccccccccccccccccccccc\""),
                withPayload(sub, "\"sub\":null"),
                withPayload(sub, "\"subject\":\"ACaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\""));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void foreignSignatureIs20107(String token) {
        assertThat(error(token)).isEqualTo(TokenError.SIGNATURE_INVALID);
    }

    static Stream<String> foreignSignatureIs20107() {
        String good = signed(HEADER, PAYLOAD);
        String[] parts = good.split("\\.", 3);
        return Stream.of(
                signed("HmacSHA256", OTHER_SECRET, HEADER, PAYLOAD),
                signed("HmacSHA512", KEY.secret(), HEADER, PAYLOAD),
                signed("HmacSHA256", KEY.secret(), replaced(HEADER, "HS256", "HS512"), PAYLOAD),
                unsigned(HEADER),
                parts[0] + '.' + base64url(utf8(replaced(PAYLOAD, "alice", "mallory"))) + '.' + parts[2],
                good + "AAAA");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "null",
                "\"1795348754\"",
                "1795348754.0",
                "1795348754.5",
                "1.7953e9",
                "1e400",
                "true",
                "[1795348754]",
                "{}",
                "0",
                "-1",
                "9223372036854775807",
                "-9223372036854775808",
                "18446744075504900370",
                "99999999999999999999999999999999999999"
            })
    void expiryThatIsNoWholeSecondInTheNextDayIs20104(String exp) {
        assertThat(error(withPayload(EXP, "\"exp\":" + exp))).isEqualTo(TokenError.EXPIRED);
    }

    @Test
    void expiryOfThousandsOfDigitsIs20104() {
        assertThat(error(withPayload(EXP, "\"exp\":" + "9".repeat(4_000)))).isEqualTo(TokenError.EXPIRED);
    }

    @Test
    void missingExpiryIs20104() {
        assertThat(error(withPayload(EXP, "\"expires\":1795348754"))).isEqualTo(TokenError.EXPIRED);
    }

    @Test
    void expiredTokenIs20104OnceTheLeewayIsOver() {
        String token = withPayload(EXP, "\"exp\":" + NOW);

        assertThat(verifier.verify(token, NOW + LEEWAY_SECONDS - 1)).isInstanceOf(Verification.Verified.class);
        assertThat(verifier.verify(token, NOW + LEEWAY_SECONDS))
                .isEqualTo(new Verification.Rejected(TokenError.EXPIRED));
    }

    @Test
    void moreThanADayAheadIs20104() {
        assertThat(error(withPayload(EXP, "\"exp\":" + (NOW + DAY_SECONDS + LEEWAY_SECONDS))))
                .isNull();
        assertThat(error(withPayload(EXP, "\"exp\":" + (NOW + DAY_SECONDS + LEEWAY_SECONDS + 1))))
                .isEqualTo(TokenError.EXPIRED);
    }

    @Test
    void notBeforeInTheFutureIs20105() {
        assertThat(error(withPayload(EXP, EXP + ",\"nbf\":" + (NOW + LEEWAY_SECONDS))))
                .isNull();
        assertThat(error(withPayload(EXP, EXP + ",\"nbf\":" + (NOW + LEEWAY_SECONDS + 1))))
                .isEqualTo(TokenError.NOT_YET_VALID);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"\"1700000000\"", "1700000000.5", "true", "{}", "99999999999999999999", "1e400"})
    void notBeforeThatIsNoWholeSecondIs20105(String nbf) {
        assertThat(error(withPayload(EXP, EXP + ",\"nbf\":" + nbf))).isEqualTo(TokenError.NOT_YET_VALID);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void missingOrMalformedGrantIs20106(String token) {
        assertThat(error(token)).isEqualTo(TokenError.GRANTS_INVALID);
    }

    static Stream<String> missingOrMalformedGrantIs20106() {
        return Stream.of(
                withPayload(GRANTS, "\"grant\":{}"),
                withPayload(GRANTS, "\"grants\":null"),
                withPayload(GRANTS, "\"grants\":\"video\""),
                withPayload(GRANTS, "\"grants\":[{\"video\":{}}]"),
                withPayload(GRANTS, "\"grants\":{}"),
                withPayload(VIDEO, "\"chat\":{}"),
                withPayload(VIDEO, "\"video\":null"),
                withPayload(VIDEO, "\"video\":true"),
                withPayload(VIDEO, "\"video\":[]"),
                withPayload(VIDEO, "\"video\":\"DailyStandup\""),
                withPayload(ROOM, "\"room\":7"),
                withPayload(ROOM, "\"room\":true"),
                withPayload(ROOM, "\"room\":[\"DailyStandup\"]"),
                withPayload(ROOM, "\"room\":{}"));
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {"\"video\":{}", "\"video\":{\"room\":null}", "\"video\":{\"room\":\"\"}", "\"video\":{\"x\":1}"})
    void grantWithoutRoomOpensEveryRoom(String video) {
        assertThat(verifier.verify(withPayload(VIDEO, video), NOW))
                .isEqualTo(new Verification.Verified(
                        new AccessToken(KEY.sid(), KEY.accountSid(), "alice", null, CONTENT.expiresAtEpochSeconds())));
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {"\"identity\":\"\"", "\"identity\":null", "\"identity\":7", "\"identity\":{}", "\"x\":\"alice\""
            })
    void missingIdentityIs53200(String identity) {
        assertThat(error(withPayload(IDENTITY, identity))).isEqualTo(TokenError.IDENTITY_INVALID);
    }

    @Test
    void longIdentityIs53201() {
        assertThat(error(withPayload("alice", "a".repeat(128)))).isNull();
        assertThat(error(withPayload("alice", "a".repeat(129)))).isEqualTo(TokenError.IDENTITY_TOO_LONG);
        assertThat(error(withPayload("alice", "é".repeat(64)))).isNull();
        assertThat(error(withPayload("alice", "é".repeat(64) + 'a'))).isEqualTo(TokenError.IDENTITY_TOO_LONG);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"\\ud800", "a\\udc00", "\\udc00\\ud800", "\\u0000"})
    void identityThatIsNoTextIs53202(String identity) {
        assertThat(error(withPayload("alice", identity))).isEqualTo(TokenError.IDENTITY_CHARACTERS_INVALID);
    }

    @Test
    void identityThatIsNotUtf8Is53202() {
        assertThat(error(latin1(replaced(PAYLOAD, "alice", "Zo\u00eb"))))
                .isEqualTo(TokenError.IDENTITY_CHARACTERS_INVALID);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"Zoë", "アリス", "alice 😀", "\\ud83d\\ude00", "\uFFFD", "a\\nb"})
    void identityMayBeAnyText(String identity) {
        assertThat(error(withPayload("alice", identity))).isNull();
    }

    /** Each step mends the first defect of a token that has all of them; what is told is always the next one. */
    @Test
    void firstDefectInTheOrderOfTheChecksIsTold() {
        String header = replaced(HEADER, "v=1", "v=2");
        String payload =
                replaced(PAYLOAD, "SKbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb\",", "SKcccccccccccccccccccccccccccccccc\",");
        payload = replaced(payload, EXP, "\"exp\":1,\"nbf\":" + (NOW + DAY_SECONDS));
        payload = replaced(payload, ROOM, "\"room\":7");
        payload = replaced(payload, "alice", "");
        String secret = OTHER_SECRET;
        assertThat(error(signed("HmacSHA256", secret, header + "x", payload))).isEqualTo(TokenError.INVALID);
        assertThat(error(signed("HmacSHA256", secret, header, payload))).isEqualTo(TokenError.HEADER_INVALID);
        assertThat(error(signed("HmacSHA256", secret, HEADER, payload))).isEqualTo(TokenError.ISSUER_INVALID);
        payload = replaced(payload, "SKcccccccccccccccccccccccccccccccc\",", "SKbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb\",");
        assertThat(error(signed("HmacSHA256", secret, HEADER, payload))).isEqualTo(TokenError.SIGNATURE_INVALID);
        assertThat(error(signed(HEADER, payload))).isEqualTo(TokenError.EXPIRED);
        payload = replaced(payload, "\"exp\":1,", EXP + ",");
        assertThat(error(signed(HEADER, payload))).isEqualTo(TokenError.NOT_YET_VALID);
        payload = replaced(payload, "\"nbf\":" + (NOW + DAY_SECONDS), "\"nbf\":1");
        assertThat(error(signed(HEADER, payload))).isEqualTo(TokenError.GRANTS_INVALID);
        payload = replaced(payload, "\"room\":7", ROOM);
        assertThat(error(signed(HEADER, payload))).isEqualTo(TokenError.IDENTITY_INVALID);
        payload = replaced(payload, "\"identity\":\"\"", IDENTITY);
        assertThat(error(signed(HEADER, payload))).isNull();
    }

    @Test
    void codesAndTextsAreThoseThatClientSdksKnow() {
        assertThat(Stream.of(TokenError.values()).map(error -> error.code() + " " + error.message()))
                .containsExactlyInAnyOrder(
                        "20101 Invalid Access Token",
                        "20102 Invalid Access Token header",
                        "20103 Invalid Access Token issuer/subject",
                        "20104 Access Token expired or expiration date invalid",
                        "20105 Access Token not yet valid",
                        "20106 Invalid Access Token grants",
                        "20107 Invalid Access Token signature",
                        "53200 Participant identity is invalid",
                        "53201 Participant identity is too long",
                        "53202 Participant identity contains invalid characters");
    }

    @Test
    void leewayIsNotNegative() {
        assertThatThrownBy(() -> new TokenVerifier(ApiKeys.of(List.of()), Duration.ofSeconds(-1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("PT-1S");
    }

    private @Nullable TokenError error(String token) {
        return verifier.verify(token, NOW) instanceof Verification.Rejected rejected ? rejected.error() : null;
    }

    private static String unsigned(String header) {
        return base64url(utf8(header)) + '.' + base64url(utf8(PAYLOAD)) + '.';
    }

    private static String withPadding(String token) {
        return token.replace(".", "=.") + '=';
    }

    private static String latin1(String payload) {
        return signed("HmacSHA256", KEY.secret(), utf8(HEADER), payload.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static String inCharset(Charset charset) {
        return signed("HmacSHA256", KEY.secret(), utf8(HEADER), PAYLOAD.getBytes(charset));
    }
}
