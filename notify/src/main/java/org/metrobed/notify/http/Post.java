package org.metrobed.notify.http;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.metrobed.notify.receiver.DeliveryException;

/** Posts bodies to one address; redirects are not followed. Thread-safe. */
public final class Post {

    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(8);
    private static final int DETAIL = 200;

    private final URI address;
    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .version(HttpClient.Version.HTTP_1_1)
            .build();

    /** Posts to this address. */
    public Post(URI address) {
        this.address = Objects.requireNonNull(address, "address");
    }

    /** The address without its path, which may contain secrets and must not be logged. */
    public String host() {
        return address.getScheme() + "://" + address.getHost() + (address.getPort() < 0 ? "" : ":" + address.getPort());
    }

    /**
     * Posts.
     *
     * @throws DeliveryException if the answer is not 2xx, or there is none within 8 seconds
     */
    public void send(String contentType, byte[] body, Map<String, String> headers)
            throws DeliveryException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(address)
                .timeout(ANSWER)
                .header("Content-Type", contentType)
                .header("User-Agent", "metrobed-notify")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        headers.forEach(request::header);
        try {
            HttpResponse<byte[]> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            if (answer.statusCode() / 100 != 2) {
                throw DeliveryException.refused(
                        host() + " answers " + answer.statusCode() + ": " + head(answer.body()));
            }
        } catch (IOException e) {
            throw DeliveryException.unreachable(
                    host() + " does not answer: " + e.getClass().getSimpleName(), e);
        }
    }

    private static String head(byte[] body) {
        String text = new String(body, 0, Math.min(body.length, DETAIL), StandardCharsets.UTF_8);
        return text.replaceAll("\\s+", " ").strip();
    }
}
