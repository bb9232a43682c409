package io.parley.signaling.config;

import io.parley.signaling.room.RoomType;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** All settings. What each means, its unit and its default stand in {@code parley.yaml}. */
public record Config(
        Http http,
        Store store,
        List<Account> accounts,
        List<Key> apiKeys,
        Duration tokenLeeway,
        Signaling signaling,
        Rooms rooms,
        Ice ice,
        TokenService tokenService,
        Insights insights,
        Rest rest,
        Webhooks webhooks) {

    public Config {
        Set<String> sids = new HashSet<>();
        for (Account account : accounts) {
            if (!sids.add(account.sid())) {
                throw new IllegalArgumentException("accounts holds " + account.sid() + " twice");
            }
        }
        if (ice.turn().secret() != null && ice.turn().lifetime().compareTo(rooms.maxParticipantDuration()) < 0) {
            throw new IllegalArgumentException("ice.turn.lifetime is "
                    + ice.turn().lifetime().toMillis() + "ms, less than rooms.max_participant_duration, "
                    + rooms.maxParticipantDuration().toMillis() + "ms: clients never ask for new credentials");
        }
    }

    /** The port, and how it is served. */
    public record Http(
            String host,
            int port,
            int eventLoops,
            boolean nativeTransport,
            boolean compression,
            @Nullable String publicUrl,
            Duration idleTimeout,
            Duration drainTimeout,
            Duration drainRetry) {
        public Http {
            Checks.inRange("http.port", port, 0, 65_535);
            Checks.inRange("http.event_loops", eventLoops, 0, 1_024);
            Checks.positive("http.idle_timeout", idleTimeout);
            Checks.atMost("http.idle_timeout", idleTimeout, Duration.ofHours(1));
        }
    }

    /** The database. */
    public record Store(
            String directory,
            @Nullable String url,
            @Nullable String user,
            @Nullable String password,
            int maxWaiting,
            @Nullable String encryptionKey,
            Duration keepEndedRooms) {
        public Store {
            Checks.inRange("store.max_waiting", maxWaiting, 1, Integer.MAX_VALUE);
            Checks.positive("store.keep_ended_rooms", keepEndedRooms);
        }

        /** Without password and key. */
        @Override
        public String toString() {
            return "Store[" + directory + "]";
        }
    }

    /** An account: what its resources belong to. */
    public record Account(String sid, String authToken) {

        private static final int MIN_AUTH_TOKEN_CHARS = 32;

        public Account {
            Checks.present("sid of one of accounts", sid);
            Checks.present("auth_token of one of accounts", authToken);
            if (authToken.length() < MIN_AUTH_TOKEN_CHARS) {
                throw new IllegalArgumentException(
                        "the auth_token of " + sid + " is shorter than " + MIN_AUTH_TOKEN_CHARS + " characters");
            }
        }

        /** Without the token. */
        @Override
        public String toString() {
            return "Account[" + sid + "]";
        }
    }

    /** A key that signs access tokens. */
    public record Key(String sid, String accountSid, String secret) {
        public Key {
            Checks.present("sid of one of api_keys", sid);
            Checks.present("account_sid of one of api_keys", accountSid);
            Checks.present("secret of one of api_keys", secret);
        }

        /** Without the secret. */
        @Override
        public String toString() {
            return "Key[" + sid + "]";
        }
    }

    /** Patience and limits towards clients. */
    public record Signaling(
            Duration helloTimeout,
            Duration heartbeatInterval,
            Duration deadAfter,
            Duration closingTimeout,
            int maxMessageBytes,
            int maxOutboundBytes,
            int messagesPerSecond,
            int messageBurst,
            int bytesPerSecond,
            int byteBurst,
            int maxConnections,
            int joinsPerSecond,
            int joinBurst,
            Duration longestWait) {
        public Signaling {
            Checks.positive("signaling.hello_timeout", helloTimeout);
            Checks.atLeast("signaling.heartbeat_interval", heartbeatInterval, Duration.ofSeconds(1));
            Checks.positive("signaling.dead_after", deadAfter);
            Checks.positive("signaling.closing_timeout", closingTimeout);
            Checks.inRange("signaling.max_message_bytes", maxMessageBytes, 64 * 1024, Integer.MAX_VALUE);
            Checks.inRange("signaling.max_outbound_bytes", maxOutboundBytes, 64 * 1024, Integer.MAX_VALUE);
            Checks.inRange("signaling.messages_per_second", messagesPerSecond, 1, Integer.MAX_VALUE);
            Checks.inRange("signaling.message_burst", messageBurst, 1, Integer.MAX_VALUE);
            Checks.inRange("signaling.bytes_per_second", bytesPerSecond, 1, Integer.MAX_VALUE);
            if (byteBurst < maxMessageBytes) {
                throw new IllegalArgumentException("signaling.byte_burst is " + byteBurst
                        + ", less than signaling.max_message_bytes, " + maxMessageBytes);
            }
            Checks.inRange("signaling.max_connections", maxConnections, 1, Integer.MAX_VALUE);
            Checks.inRange("signaling.joins_per_second", joinsPerSecond, 1, Integer.MAX_VALUE);
            Checks.inRange("signaling.join_burst", joinBurst, 1, Integer.MAX_VALUE);
        }
    }

    /** Rooms that clients make by joining. */
    public record Rooms(
            boolean adHoc,
            RoomType type,
            int maxParticipants,
            int maxTracks,
            Duration sessionTimeout,
            Duration sessionGrace,
            Duration maxParticipantDuration,
            Duration maxDuration,
            Duration emptyTimeout,
            StatusCallback statusCallback) {

        /** Where apps hear of rooms that were made without a callback of their own; without URL nowhere. */
        public record StatusCallback(@Nullable String url, String method) {
            public StatusCallback {
                if (url != null && !isUrl(url)) {
                    throw new IllegalArgumentException("rooms.status_callback.url is no http or https URL");
                }
                if (!method.equals("POST") && !method.equals("GET")) {
                    throw new IllegalArgumentException("rooms.status_callback.method is neither POST nor GET");
                }
            }

            private static boolean isUrl(String url) {
                try {
                    URI uri = new URI(url);
                    return uri.getHost() != null
                            && String.valueOf(uri.getScheme()).matches("(?i)https?");
                } catch (URISyntaxException e) {
                    return false;
                }
            }
        }

        public Rooms {
            Checks.inRange("rooms.max_participants", maxParticipants, 1, Integer.MAX_VALUE);
            Checks.inRange("rooms.max_tracks", maxTracks, 1, 256);
            Checks.atLeast("rooms.session_timeout", sessionTimeout, Duration.ofSeconds(1));
            Checks.positive("rooms.max_participant_duration", maxParticipantDuration);
            Checks.positive("rooms.max_duration", maxDuration);
        }
    }

    /** STUN and TURN servers. */
    public record Ice(List<Server> servers, Turn turn) {

        /** One with fixed credentials, or none. */
        public record Server(
                List<String> urls,
                @Nullable String username,
                @Nullable String credential) {
            /** Without the credential. */
            @Override
            public String toString() {
                return "Server" + urls;
            }
        }

        /** Those with a shared secret. */
        public record Turn(List<String> urls, @Nullable String secret, Duration lifetime) {
            public Turn {
                if (urls.isEmpty() != (secret == null)) {
                    throw new IllegalArgumentException("ice.turn needs both urls and secret, or neither");
                }
            }

            /** Without the secret. */
            @Override
            public String toString() {
                return "Turn" + urls;
            }
        }
    }

    /** The token service inside the server. */
    public record TokenService(
            boolean enabled,
            @Nullable String credential,
            @Nullable String keySid,
            Duration defaultTtl,
            Duration maxTtl,
            List<String> allowedOrigins) {
        /** Without the credential. */
        @Override
        public String toString() {
            return "TokenService[enabled=" + enabled + "]";
        }
    }

    /** The gateway for the SDK's telemetry. */
    public record Insights(
            Duration connectTimeout,
            Duration deadAfter,
            int maxMessageBytes,
            int messagesPerSecond,
            int messageBurst,
            int maxConnections) {
        public Insights {
            Checks.positive("insights.connect_timeout", connectTimeout);
            Checks.positive("insights.dead_after", deadAfter);
            Checks.inRange("insights.max_message_bytes", maxMessageBytes, 64 * 1024, Integer.MAX_VALUE);
            Checks.inRange("insights.messages_per_second", messagesPerSecond, 1, Integer.MAX_VALUE);
            Checks.inRange("insights.message_burst", messageBurst, 1, Integer.MAX_VALUE);
            Checks.inRange("insights.max_connections", maxConnections, 0, Integer.MAX_VALUE);
        }
    }

    /** The REST interface. */
    public record Rest(List<String> allowedOrigins, int failedLogins, Duration failedLoginsWithin) {
        public Rest {
            Checks.inRange("rest.failed_logins", failedLogins, 1, Integer.MAX_VALUE);
            Checks.positive("rest.failed_logins_within", failedLoginsWithin);
        }
    }

    /** How status callbacks are delivered. */
    public record Webhooks(
            Duration connectTimeout,
            Duration timeout,
            Duration firstRetry,
            Duration longestRetry,
            Duration retryFor,
            int maxInFlight,
            int maxInFlightPerHost,
            boolean allowPrivateAddresses,
            Duration keepDeliveries) {
        public Webhooks {
            Checks.positive("webhooks.connect_timeout", connectTimeout);
            Checks.positive("webhooks.timeout", timeout);
            Checks.positive("webhooks.first_retry", firstRetry);
            Checks.positive("webhooks.longest_retry", longestRetry);
            Checks.inRange("webhooks.max_in_flight", maxInFlight, 1, Integer.MAX_VALUE);
            Checks.inRange("webhooks.max_in_flight_per_host", maxInFlightPerHost, 1, Integer.MAX_VALUE);
            Checks.positive("webhooks.keep_deliveries", keepDeliveries);
        }
    }
}
