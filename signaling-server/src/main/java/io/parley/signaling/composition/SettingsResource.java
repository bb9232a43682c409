package io.parley.signaling.composition;

import io.parley.signaling.rest.Answer;
import io.parley.signaling.rest.Call;
import io.parley.signaling.rest.Endpoint;
import io.parley.signaling.rest.Parameters;
import io.parley.signaling.rest.RestFailure;
import io.parley.signaling.store.Store;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code /v1/CompositionSettings/Default} and {@code /v1/RecordingSettings/Default}: where media of an account is to be
 * stored. The values are kept and shown; nothing acts on them yet.
 */
public final class SettingsResource {

    private static final int MAX_NAME_CHARS = 256;
    private static final String EMPTY = "{}";

    private final Store store;
    private final InstantSource clock;

    public SettingsResource(Store store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    public List<Endpoint> endpoints() {
        return List.of(
                read("/v1/CompositionSettings/Default", "composition"),
                write("/v1/CompositionSettings/Default", "composition"),
                read("/v1/RecordingSettings/Default", "recording"),
                write("/v1/RecordingSettings/Default", "recording"));
    }

    private Endpoint read(String path, String kind) {
        return new Endpoint(HttpMethod.GET, path, "/twilio/video/settings/read", call -> fetch(call, path, kind));
    }

    private Endpoint write(String path, String kind) {
        return new Endpoint(HttpMethod.POST, path, "/twilio/video/settings/update", call -> set(call, path, kind));
    }

    private Future<Answer> fetch(Call call, String path, String kind) {
        return call.await(store.read(
                        handle -> handle.createQuery("select body from settings where account_sid = ? and kind = ?")
                                .bind(0, call.accountSid())
                                .bind(1, kind)
                                .mapTo(String.class)
                                .findOne()))
                .map(body -> Answer.ok(json(call, path, new JsonObject(body.orElse(EMPTY)))));
    }

    private Future<Answer> set(Call call, String path, String kind) {
        JsonObject body = read(call.parameters());
        long now = clock.millis();
        return call.await(store.write(handle -> handle.createUpdate("""
                                insert into settings (account_sid, kind, body, updated_at)
                                values (:account, :kind, :body, :now)
                                on conflict (account_sid, kind)
                                do update set body = excluded.body, updated_at = excluded.updated_at""")
                        .bind("account", call.accountSid())
                        .bind("kind", kind)
                        .bind("body", body.encode())
                        .bind("now", now)
                        .execute()))
                .map(written -> Answer.ok(json(call, path, body)));
    }

    private static JsonObject read(Parameters parameters) {
        parameters.required("FriendlyName");
        String credentials = parameters.sid("AwsCredentialsSid", "CR");
        String bucket = bucket(parameters);
        String key = parameters.sid("EncryptionKeySid", "CR");
        return new JsonObject()
                .put("friendly_name", parameters.text("FriendlyName", MAX_NAME_CHARS))
                .put("aws_credentials_sid", credentials)
                .put("aws_s3_url", bucket)
                .put("aws_storage_enabled", parameters.flag("AwsStorageEnabled", false))
                .put("encryption_key_sid", key)
                .put("encryption_enabled", parameters.flag("EncryptionEnabled", false));
    }

    private static @Nullable String bucket(Parameters parameters) {
        String url = parameters.url("AwsS3Url", 20001);
        if (url != null && !url.regionMatches(true, 0, "https:", 0, 6)) {
            throw RestFailure.invalidParameter("AwsS3Url is not an https URL");
        }
        return url;
    }

    private static JsonObject json(Call call, String path, JsonObject body) {
        return new JsonObject()
                .put("account_sid", call.accountSid())
                .put("friendly_name", body.getString("friendly_name"))
                .put("aws_credentials_sid", body.getString("aws_credentials_sid"))
                .put("aws_s3_url", body.getString("aws_s3_url"))
                .put("aws_storage_enabled", body.getBoolean("aws_storage_enabled", false))
                .put("encryption_key_sid", body.getString("encryption_key_sid"))
                .put("encryption_enabled", body.getBoolean("encryption_enabled", false))
                .put("url", call.url(path));
    }
}
