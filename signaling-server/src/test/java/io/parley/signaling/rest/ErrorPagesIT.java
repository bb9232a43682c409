package io.parley.signaling.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.http.HttpMethod;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ErrorPagesIT {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @SuppressWarnings("NullAway.Init")
    private RestRig rest;

    @BeforeEach
    void start() {
        Endpoint failing = new Endpoint(HttpMethod.GET, "/v1/Fail", "/test", call -> {
            throw RestFailure.invalid(53113, "Room exists");
        });
        rest = new RestRig(folder, store -> List.of(failing), router -> new ErrorPages().mount(router));
    }

    @AfterEach
    void stop() {
        rest.close();
    }

    @Test
    void moreInfoLeadsToThePage() {
        HttpResponse<String> page = get(rest.get("/v1/Fail").body().getString("more_info"));

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Type")).hasValue("text/html; charset=utf-8");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
                .startsWith("default-src 'none'; style-src 'sha256-");
        assertThat(page.body())
                .contains("<title>53113 Room exists</title>", "<dt>what to do</dt>", "color-scheme:light dark")
                .doesNotContain("http:", "https:", "<script", "<img", "<link", "`");
    }

    @Test
    void aCodeOfSeveralSectionsHasOnePage() {
        assertThat(get(rest.base() + "/docs/errors/53101").body())
                .contains("<h2>Room and participant</h2>", "<h2>REST, rooms and what is in them</h2>");
        assertThat(get(rest.base() + "/docs/errors/53002").body()).contains("<h2>Made by the SDK</h2>");
    }

    @Test
    void theIndexLinksToAll() {
        String index = get(rest.base() + "/docs/errors").body();

        assertThat(ErrorTable.load().entries())
                .allSatisfy(entry -> assertThat(index).contains("href=\"/docs/errors/" + entry.code() + "\""));
        assertThat(get(rest.base() + "/docs/errors/").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"99999", "0", "x", "%3Cscript%3E", "999999999999", "%00", "%2e%2e"})
    void otherCodesAreNotFound(String code) {
        HttpResponse<String> page = get(rest.base() + "/docs/errors/" + code);

        assertThat(page.statusCode()).isIn(400, 404);
        assertThat(page.body()).doesNotContain("<script>");
    }

    private HttpResponse<String> get(String url) {
        return rest.send(HttpRequest.newBuilder(URI.create(url)).build());
    }
}
