package org.metrobed.lab.faults;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.metrobed.embedded.ServiceException;

/** A person who corrects readings of meters through the API, and tries again while it does not answer. Thread-safe. */
final class Annotator {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final long PATIENCE_SECONDS = 180;
    private static final int HOURS = 20;
    private static final int SERVER_ERROR = 500;
    private static final int CREATED = 300;

    private final HttpClient client = HttpClient.newHttpClient();
    private final String url;

    Annotator(String url) {
        this.url = url;
    }

    /**
     * Annotates two hours of a meter.
     *
     * @param number chooses meter, hours and kind
     * @throws ServiceException if the API refuses it, or does not answer for three minutes
     */
    void annotate(Backlog backlog, int number) {
        Instant from = Instant.EPOCH
                .plus(backlog.startMicros(), ChronoUnit.MICROS)
                .plus(number / 97 % HOURS, ChronoUnit.HOURS);
        String kind = number % 2 == 0 ? "\"kind\":\"bad\"" : "\"kind\":\"offset\",\"value\":1.5";
        String body =
                "{\"datastream\":\"" + backlog.listDatastreams().get(number % Backlog.THINGS) + "\",\"datetime\":\""
                        + from + "/PT2H\"," + kind + ",\"reason\":\"a random correction\",\"author\":\"faults\"}";
        Deadline.until("an annotation to be accepted", PATIENCE_SECONDS, () -> isAccepted(body));
    }

    private boolean isAccepted(String body) {
        try {
            HttpResponse<String> answer = client.send(
                    HttpRequest.newBuilder(URI.create(url + "/api/v1/annotations"))
                            .timeout(LIMIT)
                            .header("Authorization", "Bearer " + SeparateSystem.TOKEN)
                            .header("Content-Type", "application/json")
                            .POST(HttpRequest.BodyPublishers.ofString(body))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() >= CREATED && answer.statusCode() < SERVER_ERROR) {
                throw new ServiceException("the API refuses an annotation: " + answer.body());
            }
            return answer.statusCode() < CREATED;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServiceException("interrupted while an annotation was sent", e);
        }
    }
}
