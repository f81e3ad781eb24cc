package org.metrobed.api.catalog;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.WakeupException;
import org.metrobed.api.progress.AsOf;
import org.metrobed.catalog.Catalog;
import org.metrobed.catalog.CatalogException;
import org.metrobed.catalog.CatalogFiles;
import org.metrobed.catalog.CatalogPast;
import org.metrobed.catalog.compile.CatalogReader;
import org.metrobed.model.Datastream;
import org.metrobed.model.DatastreamId;
import org.metrobed.model.DatastreamSettings;
import org.metrobed.store.settings.SettingsSource;
import org.metrobed.topics.Topics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the catalog topic in its own thread and keeps the catalog in force. A version that does not compile is
 * reported and skipped. If Kafka refuses the connection, what is known stays, and it connects again. Thread-safe.
 */
public final class CatalogFeed implements AsOf.CatalogAtTime, SettingsSource, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(CatalogFeed.class);
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration JOIN = Duration.ofSeconds(5);
    private static final long RETRY_MILLIS = 1_000;

    private record Held(CatalogVersion version, Catalog catalog) {}

    /** Maximum total length of the texts of past versions, characters. */
    private static final long HISTORY_CHARS = 16_000_000;

    private final CatalogHistory history = new CatalogHistory(HISTORY_CHARS);
    private final InstantSource clock;
    private final CatalogLog log;
    private final CountDownLatch loaded = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread;
    private volatile List<Held> held = List.of();
    private volatile CatalogPast past = CatalogPast.NONE;
    private final KafkaAnswers answers;
    private volatile Optional<IngestHeartbeat> newestHeartbeat = Optional.empty();

    private CatalogFeed(String bootstrap, Topics topics, InstantSource clock) {
        this.clock = clock;
        this.answers = new KafkaAnswers(clock.instant());
        this.log = CatalogLog.following(bootstrap, topics.catalog());
        this.thread = new Thread(this::follow, "catalog-feed");
        thread.setDaemon(true);
    }

    /** Starts to follow the topic, which may not exist yet. */
    public static CatalogFeed start(String bootstrap, Topics topics, InstantSource clock) {
        CatalogFeed feed = new CatalogFeed(bootstrap, topics, clock);
        feed.thread.start();
        return feed;
    }

    /** The catalog in force now; an empty one with version -1 before the first is known. */
    public Catalog current() {
        return findHeld(clock.instant()).orElse(Catalog.empty(-1));
    }

    /** The catalog in force at a log time, as {@link #current}; empty if that version is no longer kept. */
    @Override
    public Optional<Catalog> findAt(Instant at) {
        return held.isEmpty()
                ? Optional.of(current())
                : findHeld(at).or(() -> history.findAt(at).map(catalog -> catalog.with(past)));
    }

    /**
     * The log time up to which every version is known: a later version comes into force after it, because its record
     * follows the newest heartbeat. {@link Instant#MAX} while there was no heartbeat.
     */
    @Override
    public Instant knownUpTo() {
        return newestHeartbeat
                .map(heartbeat -> heartbeat.heardAt().plus(CatalogVersion.LEAD).minusMillis(1))
                .orElse(Instant.MAX);
    }

    /** The settings of a datastream in a version; empty if the version is not known yet. */
    @Override
    public Optional<DatastreamSettings> find(String datastream, long catalogVersion) {
        List<Held> newest = held;
        return newest.isEmpty() || newest.get(newest.size() - 1).version.version() < catalogVersion
                ? Optional.empty()
                : past.findDatastream(datastream, catalogVersion).map(Datastream::settings);
    }

    @Override
    public List<DatastreamSettings> listAll(String datastream) {
        return past.listDatastreams(datastream).stream()
                .map(Datastream::settings)
                .toList();
    }

    @Override
    public List<DatastreamSettings> listProducts(String datastream, long catalogVersion) {
        return findVersion(catalogVersion)
                .map(catalog -> catalog.listDatastreams(new DatastreamId(datastream).thing()))
                .orElse(List.of())
                .stream()
                .map(Datastream::settings)
                .filter(product -> product.derivation().inputs().stream()
                        .anyMatch(input -> input.datastream().equals(datastream)))
                .toList();
    }

    private Optional<Catalog> findVersion(long version) {
        return held.stream()
                .map(Held::catalog)
                .filter(catalog -> catalog.version() == version)
                .findFirst()
                .or(() -> history.findVersion(version));
    }

    /** Whether the topic was read to its end once. */
    @Override
    public boolean isLoaded() {
        return loaded.getCount() == 0;
    }

    /** The newest catalog, in force or not yet; empty until the topic was read to its end once. */
    public Optional<Catalog> findNewest() {
        List<Held> known = held;
        return isLoaded() && !known.isEmpty()
                ? Optional.of(known.get(known.size() - 1).catalog())
                : Optional.empty();
    }

    /** The newest catalog that was read, even before the topic was read to its end; empty before the first. */
    public Optional<Catalog> findNewestRead() {
        List<Held> known = held;
        return known.isEmpty()
                ? Optional.empty()
                : Optional.of(known.get(known.size() - 1).catalog());
    }

    private Optional<Catalog> findHeld(Instant at) {
        return held.stream()
                .filter(candidate -> !candidate.version.effectiveFrom().isAfter(at))
                .reduce((one, other) -> other)
                .map(Held::catalog);
    }

    /** The known versions: the one in force and future ones, oldest first. */
    public List<CatalogVersion> listVersions() {
        return held.stream().map(Held::version).toList();
    }

    /** For how long Kafka has not answered, without the time in which this process stood still. */
    public Duration kafkaSilence() {
        return answers.silence();
    }

    /** The newest heartbeat of ingest, which is also sent to this topic; empty while there was none. */
    public Optional<IngestHeartbeat> findHeartbeat() {
        return newestHeartbeat;
    }

    /**
     * Waits until the topic was read to its end once.
     *
     * @return whether it was read within this time
     */
    public boolean awaitLoaded(Duration limit) throws InterruptedException {
        return loaded.await(limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    /**
     * Whether the topic was read to its end once, even if it has no version. Before that, every catalog of this feed may lack things,
     * and an answer that needs one would be wrong.
     */
    public boolean isKnown() {
        return ended.getCount() == 0;
    }

    /** Waits until the catalog {@link #isKnown}, but not longer than this. */
    public void awaitKnown(Duration limit) throws InterruptedException {
        ended.await(limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Whether the topic could be read and has no version: what {@link #awaitLoaded} then waits for is not there. */
    public boolean isEmpty() {
        return isKnown() && held.isEmpty();
    }

    @Override
    public void close() {
        closing.countDown();
        log.wakeup();
        try {
            thread.join(JOIN.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void follow() {
        try (log) {
            boolean failed = false;
            while (!closing.await(failed ? RETRY_MILLIS : 0, TimeUnit.MILLISECONDS)) {
                try {
                    if (failed) {
                        log.reopen();
                        failed = false;
                    }
                    step();
                } catch (WakeupException e) {
                    LOG.debug("catalog feed ends");
                } catch (KafkaException e) { // such as a refused TLS handshake
                    failed = true;
                    LOG.warn("the catalog topic cannot be read now: {}", e.getMessage());
                    answers.look(clock.instant(), log.answers());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void step() {
        List<CatalogLog.Entry> entries = log.poll(POLL);
        answers.look(clock.instant(), log.answers());
        entries.forEach(this::take);
        newestHeartbeat = log.findHeartbeat();
        if (loaded.getCount() > 0 && log.isKnownEnd()) {
            ended.countDown();
            if (!held.isEmpty()) {
                loaded.countDown();
            }
        }
    }

    private void take(CatalogLog.Entry entry) {
        try {
            CatalogFiles files = CatalogFiles.of(entry.content().files());
            long version = entry.version().version();
            Catalog catalog = CatalogReader.readPublished(
                    files, version, warning -> LOG.warn("catalog version {}: {}", version, warning));
            past = past.plus(catalog, entry.version().effectiveFrom());
            List<Held> next = new ArrayList<>(stillNeeded());
            next.add(new Held(entry.version(), catalog.with(past)));
            history.add(entry.version(), files);
            held = List.copyOf(next);
            LOG.info(
                    "catalog version {} with {} datastreams",
                    catalog.version(),
                    catalog.datastreams().size());
        } catch (CatalogException | IllegalArgumentException e) {
            LOG.error("catalog version {} is skipped: {}", entry.version().version(), e.getMessage());
        }
    }

    /** The version in force and future ones. */
    private List<Held> stillNeeded() {
        long inForce = current().version();
        return held.stream()
                .filter(candidate -> candidate.version.version() >= inForce)
                .toList();
    }
}
