package io.parley.signaling.conformance;

import io.parley.signaling.conformance.TestServer.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** Requests that no HTTP client would send. Their characters are bytes. */
final class RawHttp {

    private final TestServer server;

    RawHttp(TestServer server) {
        this.server = server;
    }

    /** Sends a request with the credentials of the account. */
    Answer exchange(String method, String path, List<String> headers, String body) {
        return exchangeAs(TestServer.AUTHORIZATION, method, path, headers, body);
    }

    /** Sends a request with that header {@code Authorization}. */
    Answer exchangeAs(String authorization, String method, String path, List<String> headers, String body) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.setSoTimeout(20_000);
            String more = headers.isEmpty() ? "" : String.join("\r\n", headers) + "\r\n";
            String request = method + " " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + server.port()
                    + "\r\nConnection: close\r\nAuthorization: " + authorization + "\r\nContent-Length: "
                    + body.length()
                    + "\r\n" + more + "\r\n" + body;
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return parse(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Answer parse(String response) {
        int end = response.indexOf("\r\n\r\n");
        if (end < 0) {
            throw new AssertionError("no answer: " + response);
        }
        String head = response.substring(0, end);
        String contentType = head.lines()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("content-type:"))
                .map(line -> line.substring("content-type:".length()).strip())
                .findFirst()
                .orElse("");
        return new Answer(Integer.parseInt(head.substring(9, 12)), contentType, response.substring(end + 4));
    }
}
