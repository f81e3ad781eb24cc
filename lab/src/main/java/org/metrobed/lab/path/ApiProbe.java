package org.metrobed.lab.path;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;

/**
 * Asks the API again and again, in a thread of its own, and measures when an answer has a row for the first time.
 * Thread-safe.
 */
final class ApiProbe implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final HttpClient client = HttpClient.newHttpClient();
    private final HttpRequest request;
    private final String timeColumn;
    private final Duration pause;
    private final InstantSource clock;
    private final SeenRows seen;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private volatile boolean open = true;

    private ApiProbe(URI address, String timeColumn, Duration pause, SeenRows seen, InstantSource clock) {
        this.request = HttpRequest.newBuilder(address).timeout(LIMIT).build();
        this.timeColumn = timeColumn;
        this.pause = pause;
        this.seen = seen;
        this.clock = clock;
    }

    /**
     * Starts to ask.
     *
     * @param address of rows as CSV with a column {@code datastream}
     * @param timeColumn the time from which the delay of a row counts
     * @param interval between the times of a datastream
     * @param pause between two questions
     */
    static ApiProbe start(URI address, String timeColumn, Duration interval, Duration pause, InstantSource clock) {
        ApiProbe probe = new ApiProbe(address, timeColumn, pause, new SeenRows(clock.instant(), interval), clock);
        Thread thread = new Thread(probe::run, "bench-reader");
        thread.setDaemon(true);
        thread.start();
        return probe;
    }

    /** The oldest of the newest times of the datastreams; the epoch before the first answer with rows. */
    Instant oldest() {
        if (ended.isCompletedExceptionally()) {
            ended.join();
        }
        synchronized (seen) {
            return seen.oldest();
        }
    }

    /** Ends, and gives all delays. */
    Delay end() {
        close();
        ended.join();
        synchronized (seen) {
            return seen.delay();
        }
    }

    @Override
    public void close() {
        open = false;
    }

    private void run() {
        try {
            while (open) {
                take(ask());
                LockSupport.parkNanos(pause.toNanos());
            }
            ended.complete(null);
        } catch (IOException | RuntimeException e) {
            ended.completeExceptionally(new IllegalStateException("the API does not answer: " + e.getMessage(), e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            ended.completeExceptionally(e);
        }
    }

    private void take(List<String> lines) {
        Instant now = clock.instant();
        List<String> columns = List.of(lines.get(0).split(",", -1));
        int datastream = columns.indexOf("datastream");
        int time = columns.indexOf(timeColumn);
        synchronized (seen) {
            for (String line : lines.subList(1, lines.size())) {
                String[] cells = line.split(",", -1);
                if (!cells[time].isEmpty()) {
                    seen.see(cells[datastream], Instant.parse(cells[time]), now);
                }
            }
        }
    }

    private List<String> ask() throws IOException, InterruptedException {
        HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException(answer.statusCode() + ": " + answer.body());
        }
        return answer.body().lines().toList();
    }
}
