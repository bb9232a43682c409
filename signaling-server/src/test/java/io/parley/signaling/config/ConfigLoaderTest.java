package io.parley.signaling.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.signaling.room.RoomType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigLoaderTest {

    @Test
    void theSampleIsTheDefaults() throws ConfigException {
        assertThat(ConfigLoader.parse(ConfigLoader.sample())).isEqualTo(ConfigLoader.defaults());
    }

    @Test
    void aFileHoldsOnlyWhatItChanges() throws ConfigException {
        Config config = ConfigLoader.parse("""
                http: {port: 9000}
                rooms:
                  type: go
                  session_timeout: 90s
                """);

        assertThat(config.http().port()).isEqualTo(9000);
        assertThat(config.http().host())
                .isEqualTo(ConfigLoader.defaults().http().host());
        assertThat(config.rooms().type()).isEqualTo(RoomType.GO);
        assertThat(config.rooms().sessionTimeout()).isEqualTo(Duration.ofSeconds(90));
    }

    @Test
    void anEmptyFileChangesNothing() throws ConfigException {
        assertThat(ConfigLoader.parse("# nothing\n")).isEqualTo(ConfigLoader.defaults());
    }

    @Test
    void keysAndServersAreReadFromLists() throws ConfigException {
        Config config = ConfigLoader.parse("""
                api_keys:
                  - {sid: SK1, account_sid: AC1, secret: s}
                ice:
                  servers:
                    - urls: ["stun:stun.example.org"]
                """);

        assertThat(config.apiKeys()).containsExactly(new Config.Key("SK1", "AC1", "s"));
        assertThat(config.ice().servers())
                .containsExactly(new Config.Ice.Server(List.of("stun:stun.example.org"), null, null));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "http: {prot: 1}|there is no setting http.prot",
                "htp: {}|there is no setting htp",
                "http: 8080|http is a section, and needs settings below it",
                "http: {port: 70000}|http.port is 70000, not in 0..65535",
                "http: {port: many}|http.port",
                "rooms: {type: grupo}|\"grupo\" is not a room type: group, group-small, peer-to-peer or go",
                "rooms: {session_timeout: 30}|\"30\" is not a duration such as 30s",
                "signaling: {heartbeat_interval: 100ms}|signaling.heartbeat_interval is 100ms, less than 1000ms",
                "signaling: {byte_burst: 70000}|signaling.byte_burst is 70000, less than signaling.max_message_bytes, 1048576",
                "rooms: {max_duration: 87601h}|\"87601h\" is more than 10 years, 87600h",
                "rooms: {max_duration: 999999999999h}|\"999999999999h\" is more than 10 years",
                "http: {idle_timeout: 0s}|http.idle_timeout is 0ms, less than 1ms",
                "http: {idle_timeout: 2h}|http.idle_timeout is 7200000ms, more than 3600000ms",
                "ice: {turn: {urls: [turn:t], secret: x, lifetime: 1h}}|ice.turn.lifetime is 3600000ms, less than rooms.max_participant_duration, 14400000ms",
                "ice: {turn: {secret: x}}|ice.turn needs both urls and secret, or neither",
                "rooms: {ad_hoc: perhaps}|rooms.ad_hoc",
                "api_keys:|api_keys is empty, and needs a value",
                "api_keys: [{sid: SK1, account_sid: AC1}]|secret of one of api_keys is missing",
                "accounts: [{sid: AC1, auth_token: tttttttttttttttttttttttttttttttt}, {sid: AC1, auth_token: uuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuu}]|accounts holds AC1 twice",
                "accounts: [{sid: AC1, auth_token: short}]|the auth_token of AC1 is shorter than 32 characters",
                "rooms: {status_callback: {url: nowhere}}|rooms.status_callback.url is no http or https URL",
                "http: [|line 1",
                "just text|not a mapping of settings",
            })
    void whatIsWrongIsNamed(String yaml, String complaint) {
        assertThatThrownBy(() -> ConfigLoader.parse(yaml))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(complaint);
    }

    @Test
    void durationsOfTenYearsAndShortCredentialsWithoutTurnAreFine() throws ConfigException {
        Config config = ConfigLoader.parse("{rooms: {max_duration: 87600h}, ice: {turn: {lifetime: 1h}}}");

        assertThat(config.rooms().maxDuration()).isEqualTo(Duration.ofDays(3_650));
    }

    @Test
    void secretsStayOutOfTheText() throws ConfigException {
        Config config = ConfigLoader.parse("""
                api_keys: [{sid: SK1, account_sid: AC1, secret: hush-hush}]
                ice: {turn: {urls: ["turn:t"], secret: hush-hush}}
                token_service: {credential: hush-hush}
                """);

        assertThat(config.toString()).doesNotContain("hush-hush");
    }

    @Test
    void aFileThatIsNotThereIsNamed(@TempDir Path folder) {
        assertThatThrownBy(() -> ConfigLoader.load(folder.resolve("parley.yaml")))
                .hasMessageContaining("there is no file")
                .hasMessageContaining("parley.yaml");
    }

    @Test
    void errorsNameTheFile(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("mine.yaml"), "nope: 1\n");

        assertThatThrownBy(() -> ConfigLoader.load(file)).hasMessageContaining("mine.yaml: there is no setting nope");
    }
}
