package io.parley.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import io.parley.token.DevelopmentCredentials;
import io.parley.token.TokenMinter;
import io.parley.token.TokenRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Somebody with a page of their own, which records what it sees (client/test/page). */
final class Visitor {

    private static final double TIMEOUT_MILLIS = 15_000;

    private final BrowserContext context;
    private final Page page;
    private final String identity;
    private final int signalingPort;
    private final List<String> errors = new ArrayList<>();
    private final List<Pattern> expected = new ArrayList<>();

    Visitor(BrowserContext context, String identity, int signalingPort) {
        this.context = context;
        this.identity = identity;
        this.signalingPort = signalingPort;
        context.setDefaultTimeout(TIMEOUT_MILLIS);
        context.addInitScript(Path.of("src/test/page/media.js"));
        page = context.newPage();
        if (Boolean.getBoolean("frames")) {
            page.onWebSocket(ws -> {
                ws.onFrameSent(f -> System.out.println(identity + " > " + f.text()));
                ws.onFrameReceived(f -> System.out.println(identity + " < " + f.text()));
            });
        }
        page.onPageError(error -> errors.add("uncaught: " + error));
        page.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                errors.add(message.text() + " (" + message.location() + ")");
            }
        });
    }

    Page page() {
        return page;
    }

    /** Errors in the console that this finds are part of the test. */
    Visitor expectErrors(String regex) {
        expected.add(Pattern.compile(regex));
        return this;
    }

    /** Joins with these tracks, a list such as {@code audio video data}; each is named after its kind. */
    Visitor join(String room, String... kinds) {
        joinWith(token(), room, "", kinds);
        return this;
    }

    /** Joins with more options of {@code connect}, written as in JavaScript. */
    void joinWith(String token, String room, String options, String... kinds) {
        page.evaluate(
                """
                async ({ token, room, wsServer, kinds }) => {
                  const { Video } = Parley;
                  const make = {
                    audio: name => Video.createLocalAudioTrack({ name }),
                    video: name => Video.createLocalVideoTrack({ name, width: 320, height: 240, frameRate: 15 }),
                    data: name => new Video.LocalDataTrack({ name }),
                  };
                  const tracks = await Promise.all(kinds.map(kind => make[kind](kind)));
                  await join(token, { name: room, tracks, wsServer, insights: false, %s });
                }""".formatted(options),
                Map.of("token", token, "room", room, "wsServer", wsServer(), "kinds", List.of(kinds)));
    }

    /** Tries to join without tracks; what came of it: the code of the error, or 0. */
    int joinCode(String token, String room) {
        return number("join(%s, { name: %s, tracks: [], wsServer: %s, insights: false }).then(() => 0, e => e.code)"
                .formatted(quote(token), quote(room), quote(wsServer())));
    }

    String wsServer() {
        return "ws://127.0.0.1:" + signalingPort + "/signaling";
    }

    String token() {
        return TokenMinter.mint(
                DevelopmentCredentials.API_KEY,
                new TokenRequest(identity, null, Duration.ofHours(1)),
                System.currentTimeMillis() / 1000);
    }

    /** Runs an expression, and waits for its promise. */
    Object run(String expression) {
        return page.evaluate(expression);
    }

    String text(String expression) {
        return String.valueOf(page.evaluate(expression));
    }

    int number(String expression) {
        return ((Number) page.evaluate(expression)).intValue();
    }

    /** Waits until an expression is true. */
    void until(String expression) {
        try {
            page.waitForFunction(expression);
        } catch (com.microsoft.playwright.TimeoutError e) {
            throw new AssertionError(
                    identity + " never saw " + expression + "; tracks: "
                            + text(
                                    "JSON.stringify([...room?.participants.values() ?? []].map(p => [p.identity, tracksOf(p.identity)]))")
                            + "; events: " + text("JSON.stringify(events)") + "; errors: " + errors,
                    e);
        }
    }

    /** Waits for an event. */
    void untilFired(String emitter, String event) {
        until("fired(%s, %s)".formatted(quote(emitter), quote(event)));
    }

    /** Waits for an event whose arguments fulfil a JavaScript function. */
    void untilFired(String emitter, String event, String test) {
        until("fired(%s, %s, %s)".formatted(quote(emitter), quote(event), test));
    }

    /** Waits until a participant has exactly these tracks, each {@code name kind subscribed enabled}. */
    void untilTracksOf(String participant, String... tracks) {
        until("JSON.stringify(tracksOf(%s)) === '[%s]'"
                .formatted(
                        quote(participant),
                        String.join(
                                ",",
                                List.of(tracks).stream().map(t -> '"' + t + '"').toList())));
    }

    /** Waits until so many remote tracks bring new media. */
    void untilFlowing(int tracks) {
        run("Promise.race([flowing(%d), new Promise((_, no) => setTimeout(no, %f, new Error('no media')))])"
                .formatted(tracks, TIMEOUT_MILLIS));
    }

    void close() {
        context.close();
    }

    void assertNoErrors() {
        assertThat(errors)
                .as("errors in the page of %s", identity)
                .allMatch(error ->
                        expected.stream().anyMatch(e -> e.matcher(error).find()));
    }

    static String quote(String text) {
        return '\'' + text.replace("\\", "\\\\").replace("'", "\\'") + '\'';
    }
}
