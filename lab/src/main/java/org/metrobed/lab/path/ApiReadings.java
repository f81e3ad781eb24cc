package org.metrobed.lab.path;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.LongStream;

/**
 * Measures the delay of the newest readings of the first datastreams of a test-bed, as a client of the API sees them. The
 * time of a reading is its time of publication. One connection, one thread.
 */
final class ApiReadings {

    private static final int DATASTREAMS = 100;
    private static final long PAUSE_NANOS = 10_000_000;
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final HttpClient client = HttpClient.newHttpClient();
    private final HttpRequest request;
    private final InstantSource clock;
    private final Map<String, Instant> last = new HashMap<>();

    /** @param api address of the API */
    ApiReadings(String api, InstantSource clock) {
        this.request = HttpRequest.newBuilder(URI.create(api + "/api/v1/latest?f=csv&limit=" + DATASTREAMS))
                .timeout(LIMIT)
                .build();
        this.clock = clock;
    }

    /** Asks while the condition is true; readings from before the first answer are ignored. */
    Delay measure(BooleanSupplier goOn) {
        Instant from = clock.instant();
        LongStream.Builder delays = LongStream.builder();
        while (goOn.getAsBoolean()) {
            List<String> lines = ask().lines().toList();
            Instant now = clock.instant();
            List<String> columns = List.of(lines.get(0).split(",", -1));
            int datastream = columns.indexOf("datastream");
            int time = columns.indexOf("phenomenonTime");
            for (String line : lines.subList(1, lines.size())) {
                String[] cells = line.split(",", -1);
                Instant observed = cells[time].isEmpty() ? Instant.EPOCH : Instant.parse(cells[time]);
                Instant before = last.put(cells[datastream], observed);
                if (observed.isAfter(from) && !observed.equals(before)) {
                    delays.add(Duration.between(observed, now).toNanos() / 1_000);
                }
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        return Delay.of(delays.build().toArray());
    }

    private String ask() {
        try {
            HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IllegalStateException("the API answers " + answer.statusCode() + ": " + answer.body());
            }
            return answer.body();
        } catch (IOException e) {
            throw new IllegalStateException("the API does not answer: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
