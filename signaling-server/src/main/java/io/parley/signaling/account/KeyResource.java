package io.parley.signaling.account;

import io.parley.signaling.rest.Answer;
import io.parley.signaling.rest.Call;
import io.parley.signaling.rest.Caller;
import io.parley.signaling.rest.Endpoint;
import io.parley.signaling.rest.Paging;
import io.parley.signaling.rest.Paging2010;
import io.parley.signaling.rest.RestFailure;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.util.List;

/** API keys in the API of 2010. It makes standard keys. */
public final class KeyResource {

    private static final String LIST = "/2010-04-01/Accounts/{AccountSid}/Keys.json";
    private static final String KEY = "/2010-04-01/Accounts/{AccountSid}/Keys/{Sid}.json";

    private final KeyRing keys;

    public KeyResource(KeyRing keys) {
        this.keys = keys;
    }

    public List<Endpoint> endpoints() {
        return List.of(
                new Endpoint(HttpMethod.GET, LIST, "/twilio/iam/keys/list", this::list),
                new Endpoint(HttpMethod.POST, LIST, "/twilio/iam/keys/create", this::create),
                new Endpoint(HttpMethod.GET, KEY, "/twilio/iam/keys/read", this::fetch),
                new Endpoint(HttpMethod.POST, KEY, "/twilio/iam/keys/update", this::update),
                new Endpoint(HttpMethod.DELETE, KEY, "/twilio/iam/keys/delete", this::delete));
    }

    private Future<Answer> list(Call call) {
        KeyRequests.requireOwnAccount(call);
        Paging paging = Paging.of(call, Paging.MAX_SIZE);
        List<Paging.Row> rows = KeyRequests.page(keys.of(call.accountSid()), paging, KeyRequests::json);
        String path = LIST.replace("{AccountSid}", call.accountSid());
        return Future.succeededFuture(Answer.ok(Paging2010.answer(paging, call, path, "keys", rows)));
    }

    private Future<Answer> create(Call call) {
        KeyRequests.requireOwnAccount(call);
        String name = KeyRequests.friendlyName(call);
        KeyRequests.requireCovered(call.caller(), null);
        return call.await(keys.create(call.accountSid(), Caller.Kind.STANDARD, name, null))
                .map(key -> Answer.created(
                        KeyRequests.json(key).put("secret", key.key().secret())));
    }

    private Future<Answer> fetch(Call call) {
        KeyRequests.requireOwnAccount(call);
        return Future.succeededFuture(Answer.ok(KeyRequests.json(KeyRequests.key(call, keys))));
    }

    private Future<Answer> update(Call call) {
        KeyRequests.requireOwnAccount(call);
        AccountKey key = KeyRequests.key(call, keys);
        return call.await(keys.update(key, KeyRequests.friendlyName(call), null))
                .map(updated -> {
                    if (updated == null) {
                        throw RestFailure.notFound(call);
                    }
                    return Answer.ok(KeyRequests.json(updated));
                });
    }

    private Future<Answer> delete(Call call) {
        KeyRequests.requireOwnAccount(call);
        return call.await(keys.delete(KeyRequests.key(call, keys))).map(deleted -> {
            if (!deleted) {
                throw RestFailure.notFound(call);
            }
            return Answer.deleted();
        });
    }
}
