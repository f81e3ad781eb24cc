package org.metrobed.launcher.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.metrobed.config.Secret;

/** A client of the API of a running Metrobed, with the rights of an operator. Thread-safe. */
final class OperatorClient {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LAST_GOOD = 299;

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final URI api;
    private final Secret token;

    /** A client for this address; the token may be {@link Secret#NONE} if the client only reads. */
    OperatorClient(URI api, Secret token) {
        this.api = api;
        this.token = token;
    }

    /**
     * Returns the answer to a GET request.
     *
     * @throws CommandException with the API's error message, or when the API does not answer
     */
    JsonNode get(String path) throws InterruptedException {
        return send(authorized(path).GET().build());
    }

    /**
     * Returns the answer to a POST request with this body.
     *
     * @throws CommandException with the API's error message, or when the API does not answer
     */
    JsonNode post(String path, JsonNode body) throws InterruptedException {
        return send(authorized(path)
                .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
                .build());
    }

    /** A text as one segment of a path. */
    static String segment(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private HttpRequest.Builder authorized(String path) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(api.resolve(path)).timeout(LIMIT).header("Accept", "application/json");
        return token.reveal().isEmpty() ? request : request.header("Authorization", "Bearer " + token.reveal());
    }

    private JsonNode send(HttpRequest request) throws InterruptedException {
        try {
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            JsonNode json = JSON.readTree(answer.body());
            if (answer.statusCode() > LAST_GOOD) {
                throw new CommandException(json.path("detail").asText("it answers " + answer.statusCode()));
            }
            return json;
        } catch (IOException e) {
            throw new CommandException("the API at " + api + " does not answer: " + e, e);
        }
    }
}
