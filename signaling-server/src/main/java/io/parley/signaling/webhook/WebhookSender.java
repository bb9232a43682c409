package io.parley.signaling.webhook;

import io.parley.signaling.config.Config;
import io.parley.signaling.identifier.RoomSid;
import io.parley.signaling.store.Store;
import io.parley.signaling.webhook.DeliveryQueue.Head;
import io.parley.signaling.webhook.RetrySchedule.Progress;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.VertxInternal;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends what the outbox has put into the database, on one event loop. Each attempt and the time of the next one are in the
 * database before anything else happens, so that a restart goes on where it was; what was under way then is sent again.
 */
public final class WebhookSender {

    private static final Logger LOG = LoggerFactory.getLogger("parley.webhooks");
    private static final int PAGE = 1_000;
    private static final int PURGE_PAGE = 500;
    private static final Duration PURGE_EVERY = Duration.ofDays(1);
    /** Before the database is asked again after it failed. */
    private static final long STORE_RETRY_MILLIS = 1_000;
    /** How long a stop waits for answers. */
    private static final long CLOSE_MILLIS = 3_000;
    /** Clocks get set: nothing waits longer for a look at the time. */
    private static final long LONGEST_TIMER_MILLIS = 60_000;

    private final Vertx vertx;
    private final ContextInternal context;
    private final Store store;
    private final WebhookMetrics metrics;
    private final CallbackClient client;
    private final RetrySchedule schedule;
    private final DeliveryQueue queue;
    private final Duration keep;
    private final Promise<Void> drained = Promise.promise();
    private long timerAtMillis = DeliveryQueue.NEVER;
    private long timer = -1;
    private boolean closing;

    /** Does nothing before {@link #start}, or {@link #wake}. */
    public WebhookSender(Vertx vertx, Store store, Config.Webhooks config, AuthTokens tokens, WebhookMetrics metrics) {
        this(vertx, store, config, tokens, metrics, new HttpClientOptions(), resolver(vertx));
    }

    WebhookSender(
            Vertx vertx,
            Store store,
            Config.Webhooks config,
            AuthTokens tokens,
            WebhookMetrics metrics,
            HttpClientOptions options,
            CallbackClient.Resolver resolver) {
        this.vertx = vertx;
        this.context = ((VertxInternal) vertx).createEventLoopContext();
        this.store = store;
        this.metrics = metrics;
        this.client = new CallbackClient(vertx, options, resolver, config, tokens, userAgent());
        this.schedule = RetrySchedule.of(config);
        this.queue = new DeliveryQueue(config.maxInFlight(), config.maxInFlightPerHost());
        this.keep = config.keepDeliveries();
    }

    /** Takes up what is pending. The future completes when all of it is found. */
    public Future<Void> start() {
        Promise<Void> found = context.promise();
        context.runOnContext(now -> {
            findPending("", found);
            purge();
            vertx.setPeriodic(PURGE_EVERY.toMillis(), again -> purge());
        });
        return found.future();
    }

    /** Something may have become pending in a room. May be called on any thread. */
    public void wake(RoomSid room) {
        context.runOnContext(now -> {
            if (!closing && queue.wake(room.value())) {
                load(room.value());
            }
        });
    }

    /** Starts no further requests, and waits a little for those under way. The store must be closed after this. */
    public Future<Void> close() {
        context.runOnContext(now -> {
            closing = true;
            vertx.setTimer(CLOSE_MILLIS, late -> drained.tryComplete());
            settleClose();
        });
        return drained.future().eventually(client::close);
    }

    private void settleClose() {
        if (closing && queue.inFlight() == 0) {
            drained.tryComplete();
        }
    }

    private void findPending(String afterRoom, Promise<Void> found) {
        await(store.read(handle -> Deliveries.heads(handle, afterRoom, PAGE)))
                .onSuccess(page -> {
                    page.forEach(head -> queue.found(head, nowMillis()));
                    pump();
                    if (page.size() < PAGE || closing) {
                        found.complete();
                    } else {
                        findPending(page.get(page.size() - 1).room(), found);
                    }
                })
                .onFailure(failure -> retry(failure, () -> findPending(afterRoom, found)));
    }

    private void load(String room) {
        await(store.read(handle -> Optional.ofNullable(Deliveries.head(handle, room))))
                .onSuccess(head -> {
                    if (queue.loaded(room, head.orElse(null), nowMillis())) {
                        load(room);
                    }
                    pump();
                })
                .onFailure(failure -> retry(failure, () -> load(room)));
    }

    private void retry(Throwable failure, Runnable action) {
        LOG.atWarn().setCause(failure).log("pending callbacks could not be read");
        vertx.setTimer(STORE_RETRY_MILLIS, later -> {
            if (!closing) {
                action.run();
            }
        });
    }

    private void pump() {
        Head head = closing ? null : queue.take(nowMillis());
        while (head != null) {
            send(head);
            head = queue.take(nowMillis());
        }
        arm();
        metrics.webhookRoomsPending(queue.rooms());
    }

    private void arm() {
        long dueMillis = queue.nextDueMillis();
        if (closing || dueMillis >= timerAtMillis) {
            return; // a timer that fires early is harmless
        }
        vertx.cancelTimer(timer);
        timerAtMillis = dueMillis;
        long waitMillis = Math.min(Math.max(1, dueMillis - nowMillis()), LONGEST_TIMER_MILLIS);
        timer = vertx.setTimer(waitMillis, due -> {
            timerAtMillis = DeliveryQueue.NEVER;
            pump();
        });
    }

    private void send(Head head) {
        await(store.read(handle -> Optional.ofNullable(Deliveries.find(handle, head.room(), head.sequence()))))
                .onSuccess(found -> {
                    Delivery delivery = found.orElse(null);
                    if (closing) {
                        finish(head, null, head);
                    } else if (delivery == null || delivery.status() != DeliveryStatus.PENDING) {
                        skip(head);
                    } else {
                        attempt(head, delivery);
                    }
                })
                .onFailure(failure -> postpone(head, null, failure));
    }

    /** It is over already, or gone. */
    private void skip(Head head) {
        await(store.read(handle -> Optional.ofNullable(Deliveries.head(handle, head.room()))))
                .onSuccess(next -> finish(head, null, next.orElse(null)))
                .onFailure(failure -> postpone(head, null, failure));
    }

    private void attempt(Head head, Delivery delivery) {
        long atMillis = nowMillis();
        long startNanos = System.nanoTime();
        client.send(delivery, atMillis).onSuccess(outcome -> {
            long durationMillis = (System.nanoTime() - startNanos) / 1_000_000;
            record(head, delivery, outcome, atMillis, durationMillis);
        });
    }

    private void record(Head head, Delivery delivery, Outcome outcome, long atMillis, long durationMillis) {
        Long nextAtMillis = nextAtMillis(delivery, outcome, atMillis);
        await(store.record(handle -> {
                    Deliveries.attempted(handle, delivery, outcome, atMillis, durationMillis, nextAtMillis);
                    return Optional.ofNullable(Deliveries.head(handle, delivery.room()));
                }))
                .onSuccess(next -> {
                    count(delivery, outcome, nextAtMillis);
                    finish(head, outcome.isHostResponsive(), next.orElse(null));
                })
                .onFailure(failure -> postpone(head, outcome.isHostResponsive(), failure));
    }

    private @Nullable Long nextAtMillis(Delivery delivery, Outcome outcome, long atMillis) {
        if (outcome.failure() == null) {
            return null;
        }
        CallbackUrl url = CallbackUrl.parse(delivery.url());
        Long first = delivery.firstAttemptAtMillis();
        Progress progress = new Progress(
                delivery.attempts() - delivery.attemptsBefore() + 1,
                delivery.queuedAtMillis(),
                first == null ? atMillis : first);
        return schedule.next(
                progress, outcome.failure(), url == null ? DeliveryOverrides.NONE : url.overrides(), nowMillis());
    }

    private void count(Delivery delivery, Outcome outcome, @Nullable Long nextAtMillis) {
        if (outcome.isDelivered()) {
            metrics.webhookDelivered();
            return;
        }
        metrics.webhookAttemptFailed();
        if (nextAtMillis == null) {
            metrics.webhookGivenUp();
            LOG.atWarn()
                    .addKeyValue("room", delivery.room())
                    .addKeyValue("sequence", delivery.sequence())
                    .addKeyValue("event", delivery.event())
                    .addKeyValue("failure", outcome.failure())
                    .addKeyValue("status", outcome.status())
                    .log("a callback is given up");
        }
    }

    /** The database failed: once more from the start, even if the receiver has it already. */
    private void postpone(Head head, @Nullable Boolean responsive, Throwable failure) {
        LOG.atWarn()
                .setCause(failure)
                .addKeyValue("room", head.room())
                .log("the state of a callback could not be kept");
        long atMillis = nowMillis() + STORE_RETRY_MILLIS;
        finish(head, responsive, new Head(head.room(), head.sequence(), head.receiver(), atMillis));
    }

    private void finish(Head head, @Nullable Boolean responsive, @Nullable Head next) {
        if (queue.finished(head, responsive, next, nowMillis())) {
            load(head.room());
        }
        pump();
        settleClose();
    }

    private void purge() {
        if (closing) {
            return;
        }
        long beforeMillis = nowMillis() - keep.toMillis();
        await(store.write(handle -> Deliveries.purge(handle, beforeMillis, PURGE_PAGE)))
                .onSuccess(purged -> {
                    if (purged == PURGE_PAGE) {
                        purge();
                    }
                })
                .onFailure(failure -> LOG.atWarn().setCause(failure).log("old callbacks could not be removed"));
    }

    private <T> Future<T> await(CompletionStage<T> stage) {
        return Future.fromCompletionStage(stage, context);
    }

    private static long nowMillis() {
        return System.currentTimeMillis();
    }

    private static String userAgent() {
        String version = WebhookSender.class.getPackage().getImplementationVersion();
        return "Parley/" + (version == null ? "dev" : version);
    }

    /** The resolver of Vert.x: not blocking, knows the hosts file, caches as the records say. */
    private static CallbackClient.Resolver resolver(Vertx vertx) {
        VertxInternal internal = (VertxInternal) vertx;
        return host -> {
            Promise<List<InetSocketAddress>> found =
                    internal.getOrCreateContext().promise();
            internal.nameResolver().resolveAll(host, found::handle);
            return found.future()
                    .map(all -> all.stream().map(InetSocketAddress::getAddress).toList());
        };
    }
}
