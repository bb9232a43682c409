package io.parley.signaling.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.parley.signaling.config.Config;
import io.parley.signaling.config.ConfigLoader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code openapi.yaml} against itself, and against endpoints. */
class OpenApiTest {

    private static final List<String> METHODS = List.of("get", "post", "put", "patch", "delete");
    private static final Pattern VARIABLE = Pattern.compile("\\{(\\w+)}");

    private final JsonNode document = load();

    private static JsonNode load() {
        try (InputStream in = OpenApiTest.class.getResourceAsStream("/openapi.yaml")) {
            return new ObjectMapper(new YAMLFactory()).readTree(Objects.requireNonNull(in));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void referencesLeadSomewhere() {
        List<String> references = document.findValuesAsText("$ref");

        assertThat(references)
                .isNotEmpty()
                .allSatisfy(reference -> assertThat(
                                document.at(reference.replaceFirst("#", "")).isMissingNode())
                        .as(reference)
                        .isFalse());
    }

    @Test
    void everyComponentIsUsed() {
        List<String> references = document.findValuesAsText("$ref");

        for (String kind : List.of("schemas", "parameters", "responses")) {
            document.at("/components/" + kind)
                    .fieldNames()
                    .forEachRemaining(name -> assertThat(references).contains("#/components/" + kind + "/" + name));
        }
    }

    @Test
    void operationsHaveNamesOfTheirOwn() {
        assertThat(document.get("paths").findValuesAsText("operationId"))
                .doesNotHaveDuplicates()
                .hasSameSizeAs(operations());
    }

    @Test
    void variablesOfPathsAreDescribed() {
        for (Map.Entry<String, JsonNode> path : document.get("paths").properties()) {
            List<String> variables = VARIABLE.matcher(path.getKey())
                    .results()
                    .map((MatchResult result) -> "#/components/parameters/" + result.group(1))
                    .toList();
            List<String> described = StreamSupport.stream(
                            path.getValue().path("parameters").spliterator(), false)
                    .map(each -> each.path("$ref").asText())
                    .toList();
            assertThat(described).as(path.getKey()).isEqualTo(variables);
        }
    }

    @Test
    void everyPathHasARouteAndEveryRouteAPath(@TempDir Path folder) {
        Config config = DevCommand.forDevelopment(ConfigLoader.defaults(), 0, folder.toString());
        ParleyServer server = ParleyServer.start(config).await();
        try {
            assertThat(server.endpoints().stream()
                            .map(each -> each.method().name().toLowerCase(Locale.ROOT) + " " + each.path() + " for "
                                    + each.permission()))
                    .doesNotHaveDuplicates()
                    .containsExactlyInAnyOrderElementsOf(operations());
        } finally {
            server.stop().await();
        }
    }

    /** Each as method, path and permission. */
    private List<String> operations() {
        List<String> operations = new ArrayList<>();
        for (Map.Entry<String, JsonNode> path : document.get("paths").properties()) {
            operations.addAll(path.getValue().properties().stream()
                    .filter(each -> METHODS.contains(each.getKey()))
                    .map(each -> each.getKey() + " " + path.getKey() + " for "
                            + each.getValue().path("x-permission").asText())
                    .collect(Collectors.toList()));
        }
        return operations;
    }
}
