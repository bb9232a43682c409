package io.parley.signaling.account;

import io.parley.signaling.rest.Answer;
import io.parley.signaling.rest.Call;
import io.parley.signaling.rest.Endpoint;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.time.InstantSource;
import java.util.List;

/** The caller's account, in the API of 2010. It comes from the configuration, so it is as old as the process. */
public final class AccountResource {

    private static final String PATH = "/2010-04-01/Accounts/{AccountSid}";

    private final long startedAtMillis;

    public AccountResource(InstantSource clock) {
        this.startedAtMillis = clock.millis();
    }

    public List<Endpoint> endpoints() {
        return List.of(new Endpoint(HttpMethod.GET, PATH + ".json", "/twilio/iam/accounts/read", this::fetch));
    }

    private Future<Answer> fetch(Call call) {
        KeyRequests.requireOwnAccount(call);
        String path = PATH.replace("{AccountSid}", call.accountSid());
        return Future.succeededFuture(Answer.ok(new JsonObject()
                .put("sid", call.accountSid())
                .put("owner_account_sid", call.accountSid())
                .put("friendly_name", call.accountSid())
                .put("status", "active")
                .put("type", "Full")
                // Twilio shows it here; ours stays in the configuration
                .put("auth_token", null)
                .put("date_created", Dates.rfc2822(startedAtMillis))
                .put("date_updated", Dates.rfc2822(startedAtMillis))
                .put("uri", path + ".json")
                .put("subresource_uris", new JsonObject().put("keys", path + "/Keys.json"))));
    }
}
