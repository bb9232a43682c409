package io.parley.signaling.composition;

import static io.parley.signaling.rest.RestRig.ACCOUNT;
import static io.parley.signaling.rest.RestRig.STRANGER;
import static io.parley.signaling.rest.RestRig.sid;
import static org.assertj.core.api.Assertions.assertThat;

import io.parley.signaling.rest.RestRig;
import io.parley.signaling.rest.RestRig.Reply;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsIT {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @SuppressWarnings("NullAway.Init")
    private RestRig rest;

    @BeforeEach
    void start() {
        rest = new RestRig(folder, store -> new SettingsResource(store, InstantSource.system()).endpoints());
    }

    @AfterEach
    void stop() {
        rest.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/CompositionSettings/Default", "/v1/RecordingSettings/Default"})
    void settingsAreKeptAsAWhole(String path) {
        JsonObject empty = new JsonObject("""
                {"friendly_name": null, "aws_credentials_sid": null, "aws_s3_url": null, "aws_storage_enabled": false,
                 "encryption_key_sid": null, "encryption_enabled": false}""").put("account_sid", ACCOUNT).put("url", rest.base() + path);
        assertThat(rest.get(path).body()).isEqualTo(empty);

        Reply full = rest.post(
                path,
                "FriendlyName",
                "mine",
                "AwsCredentialsSid",
                sid("CR", 1),
                "EncryptionKeySid",
                sid("CR", 2),
                "AwsS3Url",
                "https://bucket.s3.amazonaws.com/recordings",
                "AwsStorageEnabled",
                "true",
                "EncryptionEnabled",
                "True");

        assertThat(full.status()).isEqualTo(200);
        assertThat(full.body().getString("encryption_key_sid")).isEqualTo(sid("CR", 2));
        assertThat(rest.get(path).body()).isEqualTo(full.body());
        assertThat(rest.send("GET", path, STRANGER, null).body().getValue("friendly_name"))
                .isNull();

        rest.post(path, "FriendlyName", "again");

        assertThat(rest.get(path).body()).isEqualTo(empty.put("friendly_name", "again"));
    }

    @ParameterizedTest
    @CsvSource({
        "FriendlyName,",
        "FriendlyName, NUL",
        "FriendlyName, LONG",
        "AwsCredentialsSid, CR1",
        "EncryptionKeySid, SK00000000000000000000000000000001",
        "AwsS3Url, s3://bucket",
        "AwsS3Url, http://bucket.example.com",
        "AwsS3Url, https://LONG",
        "AwsStorageEnabled, on",
        "EncryptionEnabled, 2",
    })
    void badParametersAreNamed(String name, String value) {
        String sent =
                value == null ? "" : value.replace("LONG", "x".repeat(2_000)).replace("NUL", "\0");

        for (String path : new String[] {"/v1/CompositionSettings/Default", "/v1/RecordingSettings/Default"}) {
            Reply reply = name.equals("FriendlyName")
                    ? rest.post(path, name, sent)
                    : rest.post(path, "FriendlyName", "mine", name, sent);
            assertThat(reply.code()).isEqualTo(20001);
            assertThat(reply.body().getString("message")).contains(name);
        }
    }
}
