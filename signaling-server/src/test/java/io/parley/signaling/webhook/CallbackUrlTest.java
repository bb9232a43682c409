package io.parley.signaling.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CallbackUrlTest {

    @Test
    void takesAUrlApart() {
        CallbackUrl url = parse("https://Hooks.Example.com:8443/a%20b?tenant=7");

        assertThat(url.tls()).isTrue();
        assertThat(url.host()).isEqualTo("Hooks.Example.com");
        assertThat(url.port()).isEqualTo(8443);
        assertThat(url.target()).isEqualTo("/a%20b?tenant=7");
        assertThat(url.signed()).isEqualTo("https://Hooks.Example.com:8443/a%20b?tenant=7");
        assertThat(url.receiver()).isEqualTo("hooks.example.com:8443");
        assertThat(url.authorization()).isNull();
        assertThat(url.overrides()).isEqualTo(DeliveryOverrides.NONE);
    }

    @Test
    void knowsThePortOfTheScheme() {
        assertThat(parse("http://h/").port()).isEqualTo(80);
        assertThat(parse("HTTPS://h/").port()).isEqualTo(443);
    }

    @Test
    void asksForTheRootWhereTheUrlHasNoPathButSignsItAsItIs() {
        assertThat(parse("http://h").target()).isEqualTo("/");
        assertThat(parse("http://h?a=b").target()).isEqualTo("/?a=b");
        assertThat(parse("http://h?a=b").signed()).isEqualTo("http://h?a=b");
    }

    @Test
    void neitherSendsNorSignsTheFragment() {
        CallbackUrl url = parse("https://example.com/cb?x=1#ct=2000&rc=2");

        assertThat(url.target()).isEqualTo("/cb?x=1");
        assertThat(url.signed()).isEqualTo("https://example.com/cb?x=1");
        assertThat(url.overrides()).isEqualTo(new DeliveryOverrides(2000, null, null, 2, null));
    }

    @Test
    void userInfoBecomesBasicAuthorizationAndIsSigned() {
        CallbackUrl url = parse("https://us%20er:p%40ss@example.com/cb");

        assertThat(url.authorization()).isEqualTo("Basic dXMgZXI6cEBzcw=="); // us er:p@ss
        assertThat(url.signed()).isEqualTo("https://us%20er:p%40ss@example.com/cb");
        assertThat(url.host()).isEqualTo("example.com");
    }

    @Test
    void encodesWhatIsBeyondAsciiBeforeItIsSigned() {
        assertThat(parse("https://example.com/\u00fc").signed()).isEqualTo("https://example.com/%C3%BC");
    }

    @Test
    void anAddressOfIpv6StandsInBrackets() {
        CallbackUrl url = parse("http://[2001:db8::1]:8080/");

        assertThat(url.host()).isEqualTo("[2001:db8::1]");
        assertThat(url.hostName()).isEqualTo("2001:db8::1");
    }

    @Test
    void appendsToAQueryOrBeginsOne() {
        assertThat(parse("http://h/a").with("b=c").target()).isEqualTo("/a?b=c");
        assertThat(parse("http://h/a?").with("b=c").target()).isEqualTo("/a?b=c");
        assertThat(parse("http://h/a?x=y").with("b=c").target()).isEqualTo("/a?x=y&b=c");
        assertThat(parse("http://h/a?x=y#rc=1").with("b=c").signed()).isEqualTo("http://h/a?x=y&b=c");
    }

    @Test
    void refusesWhatIsNoUrlToCall() {
        for (String url :
                List.of("", "/cb", "ftp://h/", "http:///cb", "mailto:a@b", "http://h h/", "http://h:99999/")) {
            assertThat(CallbackUrl.parse(url)).as(url).isNull();
        }
    }

    @Test
    void anAlteredUrlIsNoUrlOrAnotherOneButNoFailure() {
        String url = "https://user:pw@hooks.example.com:8443/a?b=c#ct=2000&rp=ct,5xx";
        Random random = new Random(11);
        for (int i = 0; i < 5_000; i++) {
            StringBuilder altered = new StringBuilder(url.substring(0, random.nextInt(url.length() + 1)));
            if (!altered.isEmpty()) {
                altered.setCharAt(random.nextInt(altered.length()), (char) random.nextInt(0x250));
            }

            CallbackUrl.parse(altered.toString());
        }
    }

    @Test
    void readsAllOverrides() {
        DeliveryOverrides overrides =
                DeliveryOverrides.parse("ct=100&rt=15000&tt=9000&rc=5&rp=ct,rt,5xx&sni=y&e=dublin");

        assertThat(overrides)
                .isEqualTo(new DeliveryOverrides(
                        100, 15_000, 9000, 5, EnumSet.of(Failure.CONNECT, Failure.READ, Failure.SERVER_ERROR)));
        assertThat(DeliveryOverrides.parse("rp=4xx").retryOn())
                .isEqualTo(EnumSet.of(Failure.CLIENT_ERROR, Failure.LATER));
        assertThat(DeliveryOverrides.parse("rp=all").retryOn())
                .doesNotContain(Failure.REFUSED)
                .hasSize(6);
    }

    @Test
    void overridesThatMakeNoSenseCountAsNotGiven() {
        for (String fragment : List.of(
                "", "section-2", "ct=99&rt=15001", "tt=-1", "rc=6", "rc=1.5", "ct=99999999999", "rp=never", "=")) {
            assertThat(DeliveryOverrides.parse(fragment)).as(fragment).isEqualTo(DeliveryOverrides.NONE);
        }
    }

    private static CallbackUrl parse(String url) {
        CallbackUrl parsed = CallbackUrl.parse(url);
        if (parsed == null) {
            throw new AssertionError("no URL: " + url);
        }
        return parsed;
    }
}
