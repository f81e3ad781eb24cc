package org.metrobed.lab.faults;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import org.metrobed.embedded.ServiceException;
import org.metrobed.lab.load.BenchCity;

/**
 * Asks the API again and again while faults happen, and keeps the first answer to each question at each {@code as_of}: it never changes.
 * Thread-safe.
 */
final class AsOfAnswers implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final long PAUSE_NANOS = 100_000_000;
    private static final int MOST = 3_000;
    private static final int OK = 200;
    /** From the first reading on; contains the readings of meters too. */
    private static final Duration RANGE = Duration.ofHours(36);

    private final HttpClient client = HttpClient.newHttpClient();
    private final String url;
    private final Feed feed;
    private final SplittableRandom random;
    private final Map<String, String> answers = new LinkedHashMap<>();
    private final Set<String> changed = new LinkedHashSet<>();
    private final Thread thread = new Thread(this::run, "faults-reader");
    private volatile boolean open = true;

    private AsOfAnswers(String url, Feed feed, long seed) {
        this.url = url;
        this.feed = feed;
        this.random = new SplittableRandom(seed);
    }

    /**
     * Begins to ask for rows of a feed and of the meters.
     *
     * @param url of the API
     * @param seed of the choice of questions
     */
    static AsOfAnswers start(String url, Feed feed, long seed) {
        AsOfAnswers answers = new AsOfAnswers(url, feed, seed);
        answers.thread.setDaemon(true);
        answers.thread.start();
        return answers;
    }

    /** The number of kept answers. */
    int size() {
        synchronized (answers) {
            return answers.size();
        }
    }

    /** The number of kept answers that have rows. */
    long countWithRows() {
        synchronized (answers) {
            return answers.values().stream()
                    .filter(body -> body.lines().limit(2).count() > 1)
                    .count();
        }
    }

    /**
     * Asks all questions again, with the {@code as_of} of their answers.
     *
     * @return the questions with another answer than before
     * @throws ServiceException if the API does not answer
     */
    List<String> listChanged() {
        close();
        join();
        for (Map.Entry<String, String> answer : answers.entrySet()) {
            Deadline.until(
                    "an answer of the API to " + answer.getKey(),
                    120,
                    () -> body(answer.getKey()).isPresent());
            if (!body(answer.getKey()).equals(Optional.of(answer.getValue()))) {
                changed.add(answer.getKey());
            }
        }
        return List.copyOf(changed);
    }

    /** Asks no more. */
    @Override
    public void close() {
        open = false;
    }

    private void run() {
        while (open && size() < MOST) {
            ask();
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    private void ask() {
        String question = question();
        Optional<HttpResponse<String>> newest = get(question);
        Optional<String> asOf = newest.flatMap(answer -> answer.headers().firstValue("Metrobed-As-Of"));
        if (asOf.isEmpty()) {
            return;
        }
        String pinned = question + "&as_of=" + asOf.get();
        synchronized (answers) {
            String before = answers.putIfAbsent(pinned, newest.get().body());
            if (before != null && !before.equals(newest.get().body())) {
                changed.add(pinned);
            }
        }
    }

    private String question() {
        String thing = "&thing=" + BenchCity.ID + "/" + BenchCity.thing(random.nextInt(feed.things()));
        String meter = "&thing=" + Backlog.ID + "/" + Backlog.thing(random.nextInt(Backlog.THINGS));
        return switch (random.nextInt(6)) {
            case 0 -> rows("observations") + "&limit=500" + thing;
            case 1 -> rows("observations") + "&limit=2000" + meter;
            case 2 -> rows("windows") + "&window=PT1M&limit=500" + thing;
            case 3 -> rows("windows") + "&window=PT15M&limit=500" + meter;
            case 4 -> rows("windows") + "&window=PT1H&limit=500&testbed=" + Backlog.ID;
            default -> rows("observations") + "&limit=500&testbed=" + BenchCity.ID;
        };
    }

    private String rows(String resource) {
        Instant start = Instant.EPOCH.plus(feed.startMicros(), ChronoUnit.MICROS);
        return "/api/v1/" + resource + "?f=csv&order=desc&datetime=" + start + "/" + start.plus(RANGE);
    }

    private Optional<String> body(String question) {
        return get(question).map(HttpResponse::body);
    }

    /** Empty if the API does not answer, or not with rows. */
    private Optional<HttpResponse<String>> get(String question) {
        try {
            HttpResponse<String> answer = client.send(
                    HttpRequest.newBuilder(URI.create(url + question))
                            .timeout(LIMIT)
                            .build(),
                    HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
            return answer.statusCode() == OK ? Optional.of(answer) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServiceException("interrupted while the API was asked", e);
        }
    }

    private void join() {
        try {
            thread.join(2 * LIMIT.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServiceException("interrupted while the API was asked", e);
        }
    }
}
