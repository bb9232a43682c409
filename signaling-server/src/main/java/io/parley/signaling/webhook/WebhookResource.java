package io.parley.signaling.webhook;

import io.parley.signaling.identifier.RoomSid;
import io.parley.signaling.identifier.Sids;
import io.parley.signaling.message.WireName;
import io.parley.signaling.rest.Answer;
import io.parley.signaling.rest.Call;
import io.parley.signaling.rest.Endpoint;
import io.parley.signaling.rest.Paging;
import io.parley.signaling.rest.RestFailure;
import io.parley.signaling.store.Store;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Deliveries over REST: to see what became of them, and to send one again. */
public final class WebhookResource {

    private static final String PATH = "/parley/v1/Webhooks";
    private static final String ONE = PATH + "/{RoomSid}/{SequenceNumber}";
    private static final String READ = "/parley/webhooks/read";
    private static final String UPDATE = "/parley/webhooks/update";

    private final Store store;
    private final Consumer<RoomSid> wake;

    /** @param wake hears of rooms in which something was queued again */
    public WebhookResource(Store store, Consumer<RoomSid> wake) {
        this.store = store;
        this.wake = wake;
    }

    public List<Endpoint> endpoints() {
        return List.of(
                new Endpoint(HttpMethod.GET, PATH, READ, this::list),
                new Endpoint(HttpMethod.GET, ONE, READ, this::fetch),
                new Endpoint(HttpMethod.POST, ONE + "/Replay", UPDATE, this::replay));
    }

    private Future<Answer> list(Call call) {
        String room = call.parameters().string("RoomSid");
        if (room != null && !Sids.matches(room, "RM")) {
            throw RestFailure.invalidParameter("RoomSid is RM and 32 lower-case hexadecimal digits");
        }
        DeliveryStatus status = status(call.parameters().string("Status"));
        Paging paging = Paging.of(call, Paging.MAX_SIZE);
        return call.await(store.read(handle -> Deliveries.list(handle, call.accountSid(), room, status, paging)))
                .map(found -> Answer.ok(paging.answer(
                        call,
                        PATH,
                        "webhooks",
                        found.stream().map(each -> row(call, each)).toList())));
    }

    private Future<Answer> fetch(Call call) {
        DeliveryId id = id(call);
        return call.await(store.read(handle -> Optional.ofNullable(Deliveries.find(handle, id.room(), id.sequence()))
                        .filter(delivery -> delivery.accountSid().equals(call.accountSid()))
                        .map(delivery -> json(call, delivery)
                                .put("attempts", attempts(Deliveries.attempts(handle, id.room(), id.sequence()))))))
                .map(found -> Answer.ok(found.orElseThrow(() -> RestFailure.notFound(call))));
    }

    private Future<Answer> replay(Call call) {
        DeliveryId id = id(call);
        long nowMillis = System.currentTimeMillis();
        return call.await(store.write(handle -> Deliveries.replay(handle, call.accountSid(), id, nowMillis)
                        ? Optional.ofNullable(Deliveries.find(handle, id.room(), id.sequence()))
                        : Optional.<Delivery>empty()))
                .map(found -> {
                    Delivery delivery = found.orElseThrow(() -> RestFailure.notFound(call));
                    wake.accept(new RoomSid(id.room()));
                    return Answer.accepted(json(call, delivery));
                });
    }

    private static @Nullable DeliveryStatus status(@Nullable String name) {
        DeliveryStatus status = name == null ? null : WireName.find(DeliveryStatus.values(), name);
        if (name != null && status == null) {
            throw RestFailure.invalidParameter("Status is pending, delivered or failed");
        }
        return status;
    }

    private static DeliveryId id(Call call) {
        DeliveryId id = DeliveryId.of(call.variable("RoomSid"), call.variable("SequenceNumber"));
        if (id == null) {
            throw RestFailure.notFound(call);
        }
        return id;
    }

    private static Paging.Row row(Call call, Delivery delivery) {
        String id = new DeliveryId(delivery.room(), delivery.sequence()).toString();
        return new Paging.Row(new Paging.Cursor(delivery.createdAtMillis(), id), json(call, delivery));
    }

    private static JsonObject json(Call call, Delivery delivery) {
        boolean pending = delivery.status() == DeliveryStatus.PENDING;
        return new JsonObject()
                .put("account_sid", delivery.accountSid())
                .put("room_sid", delivery.room())
                .put("sequence_number", delivery.sequence())
                .put("event", delivery.event())
                .put("status", delivery.status().wireName())
                .put("status_callback", delivery.url())
                .put("status_callback_method", delivery.method())
                .put("parameters", new JsonObject(delivery.parameters()))
                .put("idempotency_token", delivery.idempotencyToken())
                .put("attempt_count", delivery.attempts())
                .put("date_created", date(delivery.createdAtMillis()))
                .put("date_next_attempt", pending ? date(delivery.dueAtMillis()) : null)
                .put("date_finished", delivery.finishedAtMillis() == null ? null : date(delivery.finishedAtMillis()))
                .put("url", call.url(PATH + "/" + delivery.room() + "/" + delivery.sequence()));
    }

    private static JsonArray attempts(List<Attempt> attempts) {
        JsonArray array = new JsonArray();
        attempts.forEach(attempt -> array.add(new JsonObject()
                .put("number", attempt.number())
                .put("date", date(attempt.atMillis()))
                .put("duration_ms", attempt.durationMillis())
                .put("response_status", attempt.responseStatus())
                .put("error", attempt.error())));
        return array;
    }

    private static String date(long millis) {
        return Instant.ofEpochMilli(millis).toString();
    }
}
