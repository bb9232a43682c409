package io.parley.signaling.account;

import io.parley.signaling.rest.Answer;
import io.parley.signaling.rest.Call;
import io.parley.signaling.rest.Caller;
import io.parley.signaling.rest.Endpoint;
import io.parley.signaling.rest.Paging;
import io.parley.signaling.rest.RestFailure;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** API keys in the newer API, which also makes restricted ones. */
public final class IamKeyResource {

    private static final String LIST = "/v1/Keys";
    private static final String KEY = "/v1/Keys/{Sid}";

    private final KeyRing keys;

    public IamKeyResource(KeyRing keys) {
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
        requireOwnAccount(call);
        Paging paging = Paging.of(call, Paging.MAX_SIZE);
        List<Paging.Row> rows = KeyRequests.page(keys.of(call.accountSid()), paging, IamKeyResource::listed);
        return Future.succeededFuture(Answer.ok(paging.answer(call, LIST, "keys", rows)));
    }

    private Future<Answer> create(Call call) {
        requireOwnAccount(call);
        String name = KeyRequests.friendlyName(call);
        KeyPolicy policy = newPolicy(call);
        KeyRequests.requireCovered(call.caller(), policy);
        Caller.Kind kind = policy == null ? Caller.Kind.STANDARD : Caller.Kind.RESTRICTED;
        return call.await(keys.create(call.accountSid(), kind, name, policy))
                .map(key -> Answer.created(json(key).put("secret", key.key().secret())));
    }

    private static @Nullable KeyPolicy newPolicy(Call call) {
        String type = call.parameters().string("KeyType");
        KeyPolicy policy = KeyRequests.policy(call);
        if (type != null && !type.equals("restricted")) {
            throw RestFailure.invalidParameter("KeyType is restricted, or not given for a standard key");
        }
        if (type != null && policy == null) {
            throw RestFailure.invalidParameter("Missing required parameter Policy of a restricted key");
        }
        if (type == null && policy != null) {
            throw RestFailure.invalidParameter("Policy needs KeyType=restricted");
        }
        return policy;
    }

    private Future<Answer> fetch(Call call) {
        return Future.succeededFuture(Answer.ok(json(KeyRequests.key(call, keys))));
    }

    private Future<Answer> update(Call call) {
        AccountKey key = KeyRequests.key(call, keys);
        String name = KeyRequests.friendlyName(call);
        KeyPolicy policy = KeyRequests.policy(call);
        if (policy != null && key.kind() != Caller.Kind.RESTRICTED) {
            throw RestFailure.invalidParameter("Policy is for restricted keys, and this is none");
        }
        if (policy != null) {
            KeyRequests.requireCovered(call.caller(), policy);
        }
        return call.await(keys.update(key, name, policy)).map(updated -> {
            if (updated == null) {
                throw RestFailure.notFound(call);
            }
            return Answer.ok(json(updated));
        });
    }

    private Future<Answer> delete(Call call) {
        return call.await(keys.delete(KeyRequests.key(call, keys))).map(deleted -> {
            if (!deleted) {
                throw RestFailure.notFound(call);
            }
            return Answer.deleted();
        });
    }

    private static void requireOwnAccount(Call call) {
        if (!call.parameters().required("AccountSid").equals(call.accountSid())) {
            throw RestFailure.notFound(call);
        }
    }

    private static JsonObject json(AccountKey key) {
        KeyPolicy policy = key.policy();
        return KeyRequests.json(key).put("policy", policy == null ? null : policy.json());
    }

    private static JsonObject listed(AccountKey key) {
        JsonArray flags = new JsonArray().add("rest_api");
        if (key.kind() != Caller.Kind.RESTRICTED) {
            flags.add("signing");
        }
        return KeyRequests.json(key).put("flags", flags);
    }
}
