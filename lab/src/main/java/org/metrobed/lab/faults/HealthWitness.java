package org.metrobed.lab.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.metrobed.embedded.ServiceException;

/** Asks {@code /health}, {@code /readyz} and {@code /livez} of the API each second, and keeps the answers. Thread-safe. */
final class HealthWitness implements AutoCloseable {

    private static final long PAUSE_NANOS = 1_000_000_000;
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final long PATIENCE_SECONDS = 180;

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(LIMIT).build();
    private final ObjectMapper json = new ObjectMapper();
    private final String url;
    private final List<Seen> seen = new ArrayList<>();
    private final Thread thread = new Thread(this::run, "faults-witness");
    private volatile boolean open = true;

    /**
     * The answers of a moment. Immutable.
     *
     * @param askedNanos when {@code /health} was asked, from {@link System#nanoTime}
     * @param health its status, such as {@code up}; empty if it did not answer
     * @param down the parts that are down
     * @param behind the parts that are behind
     * @param ready HTTP status of {@code /readyz}, 0 if it did not answer
     * @param live HTTP status of {@code /livez}, 0 if it did not answer
     */
    record Seen(long askedNanos, String health, List<String> down, List<String> behind, int ready, int live) {
        Seen {
            down = List.copyOf(down);
            behind = List.copyOf(behind);
        }
    }

    private HealthWitness(String url) {
        this.url = url;
    }

    /** Begins to ask the API at this address. */
    static HealthWitness start(String url) {
        HealthWitness witness = new HealthWitness(url);
        witness.thread.setDaemon(true);
        witness.thread.start();
        return witness;
    }

    /** Returns when the newest answer is {@code up}, or after three minutes. */
    void awaitUp() {
        long from = System.nanoTime();
        Deadline.holds(PATIENCE_SECONDS, () -> {
            List<Seen> all = list();
            Seen last = all.isEmpty() ? null : all.get(all.size() - 1);
            return last != null && last.askedNanos() - from > 0 && last.health().equals("up");
        });
    }

    /** All answers so far. */
    List<Seen> list() {
        synchronized (seen) {
            return List.copyOf(seen);
        }
    }

    /** Asks no more. */
    @Override
    public void close() {
        open = false;
        LockSupport.unpark(thread);
    }

    private void run() {
        while (open) {
            long asked = System.nanoTime();
            Seen now = look(asked);
            synchronized (seen) {
                seen.add(now);
            }
            LockSupport.parkNanos(asked + PAUSE_NANOS - System.nanoTime());
        }
    }

    private Seen look(long asked) {
        String status = "";
        List<String> down = new ArrayList<>();
        List<String> behind = new ArrayList<>();
        try {
            JsonNode health = json.readTree(get("/health").body());
            status = health.path("status").asText();
            for (JsonNode part : health.path("parts")) {
                String how = part.path("status").asText();
                (how.equals("down") ? down : how.equals("behind") ? behind : new ArrayList<String>())
                        .add(part.path("name").asText());
            }
        } catch (IOException e) {
            status = "";
        }
        return new Seen(asked, status, down, behind, code("/readyz"), code("/livez"));
    }

    private int code(String path) {
        try {
            return get(path).statusCode();
        } catch (IOException e) {
            return 0;
        }
    }

    private HttpResponse<String> get(String path) throws IOException {
        try {
            return client.send(
                    HttpRequest.newBuilder(URI.create(url + path))
                            .timeout(LIMIT)
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServiceException("interrupted while the API was asked", e);
        }
    }
}
