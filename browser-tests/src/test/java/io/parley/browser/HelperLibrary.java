package io.parley.browser;

import com.twilio.http.NetworkHttpClient;
import com.twilio.http.TwilioRestClient;
import com.twilio.jwt.accesstoken.AccessToken;
import com.twilio.jwt.accesstoken.VideoGrant;
import io.parley.signaling.server.ParleyServer;
import io.parley.token.ApiKey;
import io.parley.token.DevelopmentCredentials;
import java.nio.charset.StandardCharsets;
import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.core5.http.HttpHost;

/** The Java library of an app's back end as it is published. Only its requests go elsewhere. */
final class HelperLibrary {

    private HelperLibrary() {}

    /** What the calls of the library are given, to go to {@code server} and not to twilio.com. */
    static TwilioRestClient to(ParleyServer server) {
        HttpRoute route = new HttpRoute(new HttpHost("http", "127.0.0.1", server.port()));
        return new TwilioRestClient.Builder(DevelopmentCredentials.ACCOUNT_SID, DevelopmentCredentials.AUTH_TOKEN)
                .httpClient(new NetworkHttpClient(HttpClientBuilder.create().setRoutePlanner((host, context) -> route)))
                .build();
    }

    /** A token of the library, signed with {@code key}. */
    static String token(ApiKey key, String identity, VideoGrant grant) {
        return new AccessToken.Builder(key.accountSid(), key.sid(), key.secret().getBytes(StandardCharsets.UTF_8))
                .identity(identity)
                .grant(grant)
                .build()
                .toJwt();
    }
}
