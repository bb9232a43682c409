package io.parley.token;

import static io.parley.token.SampleTokens.KEY;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.twilio.jwt.accesstoken.ChatGrant;
import com.twilio.jwt.accesstoken.SyncGrant;
import com.twilio.jwt.accesstoken.VideoGrant;
import com.twilio.jwt.accesstoken.VoiceGrant;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Tokens made by the unmodified libraries that apps mint them with. Those libraries read the clock, so it is read here
 * too.
 */
class HelperLibraryTest {

    private static final int TTL_SECONDS = 14_400;

    private final TokenVerifier verifier = new TokenVerifier(ApiKeys.of(List.of(KEY)), Duration.ofSeconds(30));

    @Test
    void javaTokenForOneRoomIsAccepted() {
        String token = javaToken()
                .identity("alice")
                .grant(new VideoGrant().setRoom("DailyStandup"))
                .build()
                .toJwt();

        assertVerified(token, "alice", "DailyStandup");
    }

    @Test
    @SuppressWarnings("JavaUtilDate") // the library's choice
    void javaTokenWithEverythingIsAccepted() {
        VoiceGrant voice = new VoiceGrant();
        voice.setIncomingAllow(true);
        voice.setOutgoingApplicationSid("APeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeee");
        ChatGrant chat = new ChatGrant();
        chat.setServiceSid("IScccccccccccccccccccccccccccccccc");
        SyncGrant sync = new SyncGrant();
        sync.setServiceSid("ISdddddddddddddddddddddddddddddddd");
        String token = javaToken()
                .identity("Zoë 😀")
                .nbf(new Date(1_700_000_000_000L))
                .region("us1")
                .grant(voice)
                .grant(chat)
                .grant(sync)
                .grant(new VideoGrant())
                .build()
                .toJwt();

        assertThat(content(token).identity()).isEqualTo("Zoë 😀");
        assertThat(content(token).room()).isNull();
    }

    @Test
    void javaTokenWithoutIdentityIs53200() {
        String token = javaToken().grant(new VideoGrant()).build().toJwt();

        assertThat(verifier.verify(token, nowEpochSeconds()))
                .isEqualTo(new Verification.Rejected(TokenError.IDENTITY_INVALID));
    }

    @Test
    @Tag("npm")
    void nodeTokenForOneRoomIsAccepted() throws Exception {
        ObjectNode spec = nodeToken("alice", "HS256").put("room", "DailyStandup");

        assertVerified(mintWithNode(spec), "alice", "DailyStandup");
    }

    @ParameterizedTest
    @Tag("npm")
    @ValueSource(strings = {"HS256", "HS384", "HS512"})
    void nodeTokenWithEverythingIsAccepted(String algorithm) throws Exception {
        ObjectNode spec = nodeToken("Zoë 😀", algorithm).put("otherGrants", true);
        spec.withObject("/options").put("nbf", 1_700_000_000).put("region", "us1");

        AccessToken content = content(mintWithNode(spec));

        assertThat(content.identity()).isEqualTo("Zoë 😀");
        assertThat(content.room()).isNull();
    }

    @Test
    @Tag("npm")
    void nodeTokenForAnEmptyRoomOpensEveryRoom() throws Exception {
        ObjectNode spec = nodeToken("alice", "HS256").put("room", "");

        assertThat(content(mintWithNode(spec)).room()).isNull();
    }

    @Test
    @Tag("npm")
    void nodeTokenWithHalfASurrogatePairIs53202() throws Exception {
        ObjectNode spec = nodeToken("@", "HS256");
        String json = spec.toString().replace("@", "\\ud800");

        assertThat(verifier.verify(mintWithNode(json), nowEpochSeconds()))
                .isEqualTo(new Verification.Rejected(TokenError.IDENTITY_CHARACTERS_INVALID));
    }

    private static com.twilio.jwt.accesstoken.AccessToken.Builder javaToken() {
        return new com.twilio.jwt.accesstoken.AccessToken.Builder(
                        KEY.accountSid(), KEY.sid(), KEY.secret().getBytes(StandardCharsets.UTF_8))
                .ttl(TTL_SECONDS);
    }

    private static ObjectNode nodeToken(String identity, String algorithm) {
        ObjectNode spec = JsonNodeFactory.instance
                .objectNode()
                .put("account", KEY.accountSid())
                .put("key", KEY.sid())
                .put("secret", KEY.secret())
                .put("algorithm", algorithm);
        spec.putObject("options").put("identity", identity).put("ttl", TTL_SECONDS);
        return spec;
    }

    private static String mintWithNode(ObjectNode spec) throws IOException, InterruptedException {
        return mintWithNode(spec.toString());
    }

    /** Needs {@code node} on the path and the library that the build installs; fails without them. */
    private static String mintWithNode(String json) throws IOException, InterruptedException {
        Process process = new ProcessBuilder("node", "mint.js", json)
                .directory(new File("src/test/node"))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String token = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("node ended").isTrue();
        assertThat(process.exitValue()).as("exit status of node").isZero();
        return token;
    }

    private void assertVerified(String token, String identity, String room) {
        long now = nowEpochSeconds();
        AccessToken content = content(token);
        assertThat(content)
                .isEqualTo(
                        new AccessToken(KEY.sid(), KEY.accountSid(), identity, room, content.expiresAtEpochSeconds()));
        // the library for Java rounds some of its times by some tens of seconds
        assertThat(content.expiresAtEpochSeconds()).isBetween(now + TTL_SECONDS - 128, now + TTL_SECONDS + 128);
    }

    private AccessToken content(String token) {
        Verification verification = verifier.verify(token, nowEpochSeconds());
        assertThat(verification).isInstanceOf(Verification.Verified.class);
        return ((Verification.Verified) verification).token();
    }

    private static long nowEpochSeconds() {
        return TimeUnit.MILLISECONDS.toSeconds(System.currentTimeMillis());
    }
}
