package org.metrobed.api.redrive;

import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.apache.kafka.common.KafkaException;
import org.metrobed.api.catalog.CatalogPublisher;
import org.metrobed.api.catalog.CatalogVersion;
import org.metrobed.api.raw.RawLogReader;
import org.metrobed.store.deadletter.DeadLetterQuery;
import org.metrobed.store.deadletter.DeadLetterReader;
import org.metrobed.store.deadletter.StoredDeadLetter;
import org.metrobed.topics.Topics;

/**
 * Redrives open dead letters: appends each message to the end of its partition of the raw log. The pipeline decodes it
 * with the catalog in force then. Readings that exist already are exact duplicates, so an order may be run twice. Each
 * run opens and closes its own clients. Thread-safe.
 */
public final class Redriver {

    /** Longer than the lead time of a catalog version. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

    private static final Duration MARGIN = Duration.ofMillis(100);

    private final String bootstrap;
    private final Topics topics;
    private final DeadLetterReader letters;
    private final InstantSource clock;

    /**
     * Works on the topics and the store of one deployment.
     *
     * @param clock gives the received time of appended records
     */
    public Redriver(String bootstrap, Topics topics, DataSource database, InstantSource clock) {
        this.bootstrap = bootstrap;
        this.topics = topics;
        this.letters = new DeadLetterReader(database);
        this.clock = clock;
    }

    /**
     * Runs an order, after the newest published catalog is in force. If it fails, the records appended so far remain
     * and the order may be given again.
     *
     * @param dryRun only counts the records that would be appended
     * @throws SQLException if the database does not answer
     * @throws KafkaException if Kafka does not read or store a record
     */
    public RedriveReport drive(RedriveOrder order, boolean dryRun, RedriveProgress progress)
            throws SQLException, InterruptedException {
        List<StoredDeadLetter> chosen = letters.list(DeadLetterQuery.newest(order.filter(), order.limit()));
        List<ChosenMessage> messages = ChosenMessage.of(chosen);
        String id = UUID.randomUUID().toString();
        if (!dryRun && !messages.isEmpty()) {
            awaitNewestCatalog();
        }
        try (RawLogReader log = new RawLogReader(bootstrap, topics);
                RedriveRun run = new RedriveRun(
                        id,
                        dryRun
                                ? RedriveSink.NONE
                                : RedriveSink.open(bootstrap, topics.raw().name()),
                        clock,
                        order.clockMillis())) {
            long done = 0;
            for (ChosenMessage message : messages) {
                run.take(topics.raw().name(), message, log.find(message.partition(), message.offset()));
                progress.at(++done, messages.size());
            }
            return run.finish(chosen.size(), messages.size());
        }
    }

    /**
     * A repaired catalog that was just published is in force only some seconds later; earlier redrives would be refused
     * again.
     */
    private void awaitNewestCatalog() throws InterruptedException {
        Optional<CatalogVersion> newest = new CatalogPublisher(bootstrap, topics).findNewest();
        if (newest.isPresent()) {
            Duration wait = Duration.between(clock.instant(), newest.get().effectiveFrom());
            if (wait.compareTo(MARGIN.negated()) > 0) {
                Duration bounded = wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
                new CountDownLatch(1).await(bounded.plus(MARGIN).toMillis(), TimeUnit.MILLISECONDS);
            }
        }
    }
}
