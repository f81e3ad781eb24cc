package org.metrobed.lab.faults;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.metrobed.catalog.Catalog;
import org.metrobed.catalog.CatalogFiles;
import org.metrobed.catalog.compile.CatalogReader;
import org.metrobed.config.tls.TlsFiles;
import org.metrobed.embedded.ServiceException;
import org.metrobed.lab.load.BenchCity;
import org.metrobed.launcher.run.Console;
import org.metrobed.model.Datastream;
import org.metrobed.store.settings.SettingsSource;

/**
 * Kills the containers of a running deployment one after the other, each during a load of its own, and compares rows and windows with
 * the published readings. The deployment must have the bundle of {@link #bundle}. Not thread-safe.
 */
public final class ContainerTrial {

    /** Each has ten datastreams with ten readings a second; each is of another gateway. */
    private static final int THINGS = BenchCity.GATEWAYS;

    private static final int ROUNDS_PER_SECOND = 10;
    private static final long LIMIT_SECONDS = 600;
    private static final long DAY_MINUTES = 24 * 60;
    private static final long MINUTE_MICROS = 60_000_000;
    private static final Duration REQUEST_LIMIT = Duration.ofSeconds(30);

    private final ContainerAddresses deployment;
    private final Command kill;
    private final Console console;
    private final StoredRows rows;
    private final RawCount raw;
    private final HttpClient client;
    private final InstantSource clock;
    private final int rounds;
    private long nextMicros;
    private long firstWindowMillis;

    /** Something that is done to a container by name; throws {@link ServiceException} if it fails. */
    @FunctionalInterface
    public interface Command {
        /** Returns when it is done. */
        void run(String service);
    }

    /**
     * For a deployment.
     *
     * @param kill kills a container; returns when the container was started again and is healthy
     * @param seconds the duration of each load
     */
    public ContainerTrial(
            ContainerAddresses deployment, Command kill, long seconds, InstantSource clock, Console console) {
        this.deployment = deployment;
        this.kill = kill;
        this.console = console;
        this.rounds = Math.toIntExact(seconds * ROUNDS_PER_SECOND) + 1;
        this.clock = clock;
        this.nextMicros = (clock.millis() / 60_000 - DAY_MINUTES) * 60_000_000;
        Catalog catalog = CatalogReader.read(bundle(), 0);
        this.rows = new StoredRows(
                deployment.database(),
                SettingsSource.inAllVersions(
                        datastream -> catalog.findDatastream(datastream).map(Datastream::settings)));
        this.raw = new RawCount(deployment.kafka());
        this.client = HttpClient.newBuilder()
                .sslContext(new TlsFiles(deployment.ca(), "", "").context())
                .build();
    }

    /** The bundle of the datastreams whose readings are published. */
    public static CatalogFiles bundle() {
        return BenchCity.filesWithSenml(THINGS);
    }

    /**
     * Publishes a load without a fault; waits until the API answers with a closed window of it.
     *
     * @throws ServiceException if there is none within ten minutes
     */
    public ContainerOutcome first() throws SQLException {
        long start = nextMicros;
        return run("none", service -> {
            Deadline.until(
                    "a closed window in the answers of " + deployment.api(), LIMIT_SECONDS, () -> hasWindow(start));
            firstWindowMillis = clock.millis();
        });
    }

    /** When the API first answered with a closed window, milliseconds since 1970 UTC; 0 before. */
    public long firstWindowMillis() {
        return firstWindowMillis;
    }

    /** Kills each of these containers during a load. */
    public List<ContainerOutcome> killEach(List<String> services) throws SQLException {
        List<ContainerOutcome> outcomes = new ArrayList<>();
        for (String service : services) {
            outcomes.add(run(service, kill));
        }
        return outcomes;
    }

    private ContainerOutcome run(String service, Command fault) throws SQLException {
        Feed feed = new Feed(THINGS, nextMicros, rounds);
        nextMicros = (feed.endMicros() + MINUTE_MICROS - 1) / MINUTE_MICROS * MINUTE_MICROS;
        long rate = (long) THINGS * BenchCity.PROPERTIES * ROUNDS_PER_SECOND;
        SteadyPublisher publisher = SteadyPublisher.start(feed, deployment.mqtt(), rate);
        ArrivalWait arrivals = new ArrivalWait(feed, publisher, rows);
        try {
            Deadline.untilNanos(System.nanoTime() + feed.rounds() * 250_000_000L / ROUNDS_PER_SECOND);
            long began = System.nanoTime();
            fault.run(service);
            long ended = System.nanoTime();
            arrivals.mark();
            arrivals.follow(ended, LIMIT_SECONDS, acknowledged -> {});
            RawCount.Part log = raw.next();
            Deadline.holds(LIMIT_SECONDS, () -> rows.committedUpTo(log.newestMillis() + 1));
            ContainerOutcome outcome = new ContainerOutcome(
                    service,
                    publisher.resent(),
                    publisher.undelivered(),
                    rows.count(feed),
                    windows(feed),
                    (ended - began) / 1e9,
                    arrivals.restSeconds());
            console.say(outcome.toLine());
            return outcome;
        } catch (CompletionException e) {
            throw new ServiceException("the gateways gave up: " + e.getCause().getMessage(), e);
        }
    }

    /** Windows are stored a little later than their readings, and a redelivered reading may be a late one. */
    private WindowCheck.Count windows(Feed feed) throws SQLException {
        long deadline = System.nanoTime() + LIMIT_SECONDS * 1_000_000_000L;
        while (true) {
            WindowCheck.Count count = rows.countWindowsOfAnyRevision(feed);
            if (count.holds() || System.nanoTime() - deadline > 0) {
                return count;
            }
            Deadline.untilNanos(System.nanoTime() + 1_000_000_000L);
        }
    }

    private boolean hasWindow(long startMicros) {
        String query = "/api/v1/windows?window=PT1M&limit=1&datastream="
                + BenchCity.listDatastreams(THINGS).get(0) + "&datetime="
                + Instant.ofEpochMilli(startMicros / 1_000) + "/..";
        try {
            HttpResponse<String> answer = client.send(
                    HttpRequest.newBuilder(URI.create(deployment.api() + query))
                            .timeout(REQUEST_LIMIT)
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            return answer.statusCode() == 200 && answer.body().contains("\"start\"");
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServiceException("interrupted while a window was awaited", e);
        }
    }
}
