package io.parley.signaling.server;

import io.parley.signaling.account.AccountResource;
import io.parley.signaling.account.AuditLog;
import io.parley.signaling.account.Credentials;
import io.parley.signaling.account.IamKeyResource;
import io.parley.signaling.account.KeyResource;
import io.parley.signaling.account.KeyRing;
import io.parley.signaling.account.TraversalTokenResource;
import io.parley.signaling.composition.CompositionHooksResource;
import io.parley.signaling.composition.CompositionsResource;
import io.parley.signaling.composition.RecordingsResource;
import io.parley.signaling.composition.SettingsResource;
import io.parley.signaling.composition.TranscriptionsResource;
import io.parley.signaling.config.Config;
import io.parley.signaling.ice.IceServers;
import io.parley.signaling.identifier.ParticipantSid;
import io.parley.signaling.identifier.RoomSid;
import io.parley.signaling.identifier.Sids;
import io.parley.signaling.rest.Endpoint;
import io.parley.signaling.rest.ErrorPages;
import io.parley.signaling.rest.ParticipantsResource;
import io.parley.signaling.rest.RestApi;
import io.parley.signaling.rest.RoomRequests;
import io.parley.signaling.rest.RoomsResource;
import io.parley.signaling.rest.RulesResource;
import io.parley.signaling.rest.TracksResource;
import io.parley.signaling.room.RoomProfile;
import io.parley.signaling.room.RoomSettings;
import io.parley.signaling.store.Store;
import io.parley.signaling.summary.SummariesResource;
import io.parley.signaling.webhook.WebhookResource;
import io.parley.signaling.webhook.WebhookSender;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.handler.CorsHandler;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/** The REST interface with all its resources. */
final class RestServices {

    private static final List<String> PATHS = List.of("/v1/*", "/2010-04-01/*", "/parley/v1/*");

    private final Config config;
    private final List<Endpoint> endpoints;
    private final AuditLog audit;
    private final RestApi api;

    RestServices(
            Config config,
            Store store,
            KeyRing keys,
            IceServers iceServers,
            RoomRequests rooms,
            BiConsumer<RoomSid, ParticipantSid> forget,
            WebhookSender webhooks,
            RoomSettings settings,
            RoomProfile profile) {
        this.config = config;
        InstantSource clock = InstantSource.system();
        Sids sids = new Sids(new SecureRandom());
        this.audit = new AuditLog(store, sids, clock);
        this.endpoints = Stream.of(
                        new RoomsResource(store, rooms, settings, profile.statusCallback()).endpoints(),
                        new ParticipantsResource(store, rooms, forget).endpoints(),
                        new TracksResource(store).endpoints(),
                        new RulesResource(store, rooms).endpoints(),
                        new RecordingsResource(store).endpoints(),
                        new TranscriptionsResource(store).endpoints(),
                        new CompositionsResource(store, clock).endpoints(),
                        new CompositionHooksResource(store, sids, clock).endpoints(),
                        new SettingsResource(store, clock).endpoints(),
                        new SummariesResource(store, clock).endpoints(),
                        new AccountResource(clock).endpoints(),
                        new KeyResource(keys).endpoints(),
                        new IamKeyResource(keys).endpoints(),
                        new TraversalTokenResource(iceServers, sids, clock).endpoints(),
                        new WebhookResource(store, webhooks::wake).endpoints(),
                        audit.endpoints())
                .flatMap(List::stream)
                .toList();
        this.api = new RestApi(
                endpoints,
                new Credentials(config, keys, System::nanoTime),
                audit,
                config.http().publicUrl());
    }

    /** Every operation that there is. */
    List<Endpoint> endpoints() {
        return endpoints;
    }

    /** Answers what is no HTTP. */
    void refuse(HttpServerRequest request) {
        api.refuse(request);
    }

    /** Puts the interface, and the pages about its errors, on {@code router}. */
    void mount(Router router) {
        List<String> origins = config.rest().allowedOrigins();
        if (!origins.isEmpty()) {
            for (String path : PATHS) {
                router.route(path)
                        .handler(CorsHandler.create()
                                .addOrigins(origins)
                                .allowedMethod(HttpMethod.GET)
                                .allowedMethod(HttpMethod.POST)
                                .allowedMethod(HttpMethod.DELETE)
                                .allowedHeader(HttpHeaders.AUTHORIZATION.toString())
                                .allowedHeader(HttpHeaders.CONTENT_TYPE.toString()));
            }
        }
        api.mount(router);
        new ErrorPages().mount(router);
    }

    /** Begins what has to be done from time to time. */
    void start(Vertx vertx) {
        audit.purgeDaily(vertx);
    }
}
