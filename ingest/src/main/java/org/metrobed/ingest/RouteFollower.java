package org.metrobed.ingest;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.metrobed.ingest.kafka.TopicReader;
import org.metrobed.topics.CatalogRecord;
import org.metrobed.topics.CatalogSequence;
import org.metrobed.topics.Heartbeat;
import org.metrobed.topics.KeyRules;
import org.metrobed.topics.RawHeaders;
import org.metrobed.topics.Topic;
import org.metrobed.topics.Topics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the catalog topic for the routes of its newest version. They are used as soon as they are read, before the
 * version is in force. An early subscription only brings messages into the log that nobody reads yet; a late one loses
 * messages. A key must only be the same for all messages of a thing; decoders do not see it. Called on the reader's
 * thread; the rest is thread-safe.
 */
final class RouteFollower implements TopicReader.Source {

    private static final Logger LOG = LoggerFactory.getLogger(RouteFollower.class);

    private static final int READ_SECONDS = 10;
    /** A version is in force five seconds after it was appended; a second more for the difference of clocks. */
    private static final long IN_FORCE_AFTER_MILLIS = 6_000;

    private final Topic<CatalogRecord> topic;
    private final KeyRules configured;
    private final Consumer<RequestedRoutes> changed;
    private final CountDownLatch read = new CountDownLatch(1);
    private final Set<String> everFilters = new HashSet<>();
    private final CatalogSequence sequence = new CatalogSequence();
    private final LongAdder skipped = new LongAdder();
    private RequestedRoutes newest;
    private volatile RequestedRoutes current;

    /**
     * Not started.
     *
     * @param configured the key rules after those of the routes
     * @param changed receives the routes when they change
     */
    RouteFollower(Topics topics, KeyRules configured, Consumer<RequestedRoutes> changed) {
        this.topic = topics.catalog();
        this.configured = configured;
        this.changed = changed;
        this.newest = new RequestedRoutes(RequestedRoutes.NO_VERSION, 0, List.of(), configured, Set.of());
        this.current = new RequestedRoutes(RequestedRoutes.NOT_READ, 0, List.of(), configured, Set.of());
    }

    /** The current routes. */
    RequestedRoutes current() {
        return current;
    }

    /** The number of records that could not be read. */
    long skipped() {
        return skipped.sum();
    }

    /** Waits, within limits, until the topic was read to its end once, so that the first subscription is complete. */
    void awaitRead() throws InterruptedException {
        if (!read.await(READ_SECONDS, TimeUnit.SECONDS)) {
            LOG.warn("the catalog topic is not read yet; serving the configured filters until it is");
        }
    }

    @Override
    public String topic() {
        return topic.name();
    }

    @Override
    public String group() {
        return "";
    }

    @Override
    public void start(
            org.apache.kafka.clients.consumer.Consumer<byte[], byte[]> consumer, List<TopicPartition> partitions) {
        consumer.seekToBeginning(partitions);
    }

    @Override
    public void accept(ConsumerRecord<byte[], byte[]> record) {
        if (record.value() == null || Heartbeat.KEY.equals(RawHeaders.text(record.key()))) {
            return;
        }
        try {
            if (topic.codec().decode(record.value()) instanceof CatalogRecord.Version version
                    && sequence.accepts(record.offset(), version)) {
                take(record.offset(), record.timestamp(), version);
            }
        } catch (IllegalArgumentException e) {
            skipped.increment();
            LOG.error(
                    "catalog record {} cannot be read and is skipped, the routes of the version before stay: {}",
                    record.offset(),
                    e.getMessage());
        }
    }

    /** Routes are reported only here, so that a start does not apply the routes of every version. */
    @Override
    public void settle() {
        RequestedRoutes before = current;
        current = newest;
        read.countDown();
        if (!before.list().equals(newest.list())) {
            LOG.info(
                    "catalog version {} has {} routes",
                    newest.version(),
                    newest.list().size());
            changed.accept(newest);
        }
    }

    private void take(long number, long appendedMillis, CatalogRecord.Version version) {
        boolean same = version.routes().equals(newest.list());
        KeyRules rules = same ? newest.rules() : configured.after(version.routes());
        version.routes().forEach(route -> everFilters.add(route.topic().filter()));
        newest = new RequestedRoutes(
                number, appendedMillis + IN_FORCE_AFTER_MILLIS, version.routes(), rules, everFilters);
    }
}
