package io.parley.signaling.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BasicAuthorizationTest {

    @Test
    void nameAndPasswordArePartedAtTheFirstColon() {
        assertThat(BasicAuthorization.parse("Basic " + base64("name:pass:word")))
                .isEqualTo(new BasicAuthorization("name", "pass:word"));
        assertThat(BasicAuthorization.parse("bASIC  " + base64("é:ü"))).isEqualTo(new BasicAuthorization("é", "ü"));
        assertThat(BasicAuthorization.parse("Basic " + base64("name:"))).isEqualTo(new BasicAuthorization("name", ""));
    }

    /** The sample of RFC 7617 section 2. */
    @Test
    void theSampleIsRead() {
        assertThat(BasicAuthorization.parse("Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ=="))
                .isEqualTo(new BasicAuthorization("Aladdin", "open sesame"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Basic",
                "Basic ",
                "Basic !",
                "Basic YQ",
                "Basic Og==",
                "Basic OmE=",
                "Basic YTpi YTpi",
                "Basic /zph",
                "Bearer YTpi",
                "BasicYTpi",
                "Digest username=a"
            })
    void whatIsNotBasicIsNull(String header) {
        assertThat(BasicAuthorization.parse(header)).isNull();
    }

    @Test
    void aLongOneIsNull() {
        assertThat(BasicAuthorization.parse("Basic " + base64("a:" + "b".repeat(2_000))))
                .isNull();
    }

    @Test
    void itsTextDoesNotShowThePassword() {
        assertThat(new BasicAuthorization("name", "word")).hasToString("BasicAuthorization[name]");
    }

    private static String base64(String pair) {
        return Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }
}
