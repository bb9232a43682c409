package io.parley.signaling.conformance;

import com.twilio.http.NetworkHttpClient;
import com.twilio.http.Request;
import com.twilio.http.Response;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.util.List;

/** Sends what the library means for its vendor to another base URL. Apps need one like it: docs/rest.md shows it. */
class RebasedHttpClient extends NetworkHttpClient {

    private final String base;

    RebasedHttpClient(String base) {
        this.base = base;
    }

    @Override
    public Response makeRequest(Request request) {
        URI url = URI.create(request.constructURL().toString());
        String query = url.getRawQuery() == null ? "" : "?" + url.getRawQuery();
        String target = base + url.getRawPath() + query;
        Request copy = new Request(request.getMethod(), target) {
            @Override
            public URL constructURL() {
                try {
                    return new URL(target);
                } catch (MalformedURLException e) {
                    throw new IllegalStateException(e);
                }
            }
        };
        copy.setContentType(request.getContentType());
        copy.setBody(request.getBody());
        request.getPostParams().forEach((name, values) -> values.forEach(value -> copy.addPostParam(name, value)));
        request.getHeaderParams().forEach((name, values) -> values.forEach(value -> copy.addHeaderParam(name, value)));
        copy.setUserAgentExtensions(
                request.getUserAgentExtensions() == null ? List.of() : request.getUserAgentExtensions());
        copy.setAuth(request.getUsername(), request.getPassword());
        return super.makeRequest(copy);
    }
}
