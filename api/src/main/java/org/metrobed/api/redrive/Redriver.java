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
 * Drives open dead letters again: appends each message to the raw log once more, in its partition, behind all that is there.
 * The pipeline decodes it with the catalog in force then; readings that exist already are exact repeats, so running an order
 * twice does no harm. Each run opens and closes its own clients. Thread-safe.
 */
public final class Redriver {

    /** Longer than the lead with which a version begins to hold. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

    private static final Duration MARGIN = Duration.ofMillis(100);

    private final String bootstrap;
    private final Topics topics;
    private final DeadLetterReader letters;
    private final InstantSource clock;

    /**
     * Over the topics and the store of one deployment.
     *
     * @param clock gives the received time of what is appended
     */
    public Redriver(String bootstrap, Topics topics, DataSource database, InstantSource clock) {
        this.bootstrap = bootstrap;
        this.topics = topics;
        this.letters = new DeadLetterReader(database);
        this.clock = clock;
    }

    /**
     * Carries out an order, after a catalog that was just published has begun to hold. When it fails half-way, what was appended stays: the order may simply be given again.
     *
     * @param dryRun only look what would be appended
     * @throws SQLException when the database does not answer
     * @throws KafkaException when Kafka does not give or take a record
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
                RedriveRun run = new RedriveRun(id, dryRun ? RedriveSink.NONE : RedriveSink.open(bootstrap), clock)) {
            long done = 0;
            for (ChosenMessage message : messages) {
                run.take(topics.raw().name(), message, log.find(message.partition(), message.offset()));
                progress.at(++done, messages.size());
            }
            return run.finish(chosen.size(), messages.size());
        }
    }

    /** A repair that was just published holds a few seconds later; what is driven before it would be refused once more. */
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
