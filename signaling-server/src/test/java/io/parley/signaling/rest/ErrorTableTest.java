package io.parley.signaling.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.signaling.message.ErrorCode;
import io.parley.token.TokenError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ErrorTableTest {

    private static final Pattern CODE = Pattern.compile("\\b(20\\d{3}|21481|53\\d{3})\\b");

    private final ErrorTable table = ErrorTable.load();

    @Test
    void tablesOfCodesAreRead() {
        ErrorTable parsed = ErrorTable.parse("""
                # Errors

                ## First

                | code | meaning |
                |---|---|
                | 1 | one |
                | 2, 3 | more |

                | status | code |
                |---|---|
                | 400 | 4 |

                ## Second

                | code | comes from |
                |---|---|
                | 1 | elsewhere |
                """);

        assertThat(parsed.entries()).extracting(ErrorTable.Entry::code).containsExactly(1, 2, 3, 1);
        assertThat(parsed.about(1))
                .containsExactly(
                        new ErrorTable.Entry(1, "First", List.of(new ErrorTable.Detail("meaning", "one"))),
                        new ErrorTable.Entry(1, "Second", List.of(new ErrorTable.Detail("comes from", "elsewhere"))));
        assertThat(parsed.about(2).get(0).meaning()).isEqualTo("more");
        assertThat(parsed.about(4)).isEmpty();
    }

    @Test
    void everyCodeHasAnEntry() {
        assertThat(known())
                .containsAll(
                        Arrays.stream(ErrorCode.values()).map(ErrorCode::code).toList());
        assertThat(known())
                .containsAll(
                        Arrays.stream(TokenError.values()).map(TokenError::code).toList());
        assertThat(known()).containsAll(inSources(Path.of("src/main/java")));
        assertThat(known()).containsAll(inSources(Path.of("../token-service/src/main/java")));
    }

    @Test
    void everyEntrySaysSomething() {
        assertThat(table.entries()).allSatisfy(entry -> {
            assertThat(entry.details())
                    .isNotEmpty()
                    .allSatisfy(detail -> assertThat(detail.markdown()).isNotBlank());
            assertThat(entry.section()).isNotBlank();
        });
    }

    private Set<Integer> known() {
        return table.entries().stream().map(ErrorTable.Entry::code).collect(Collectors.toSet());
    }

    /** Numbers that look like codes. */
    private static Set<Integer> inSources(Path folder) {
        Set<Integer> codes = new TreeSet<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".java")).toList()) {
                Matcher matcher = CODE.matcher(Files.readString(file));
                while (matcher.find()) {
                    codes.add(Integer.parseInt(matcher.group(1)));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        assertThat(codes).isNotEmpty();
        return codes;
    }
}
