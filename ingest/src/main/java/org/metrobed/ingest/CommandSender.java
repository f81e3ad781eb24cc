package org.metrobed.ingest;

import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.metrobed.ingest.kafka.TopicReader;
import org.metrobed.topics.Outgoing;
import org.metrobed.topics.Topic;
import org.metrobed.topics.Topics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes the commands of the topic of commands: each id once, never after it has expired. Waits for the broker while
 * it is not connected. The offset is committed after sending, so that a restart repeats at most the last few commands.
 * Called on one thread.
 */
final class CommandSender implements TopicReader.Source {

    /** Reading starts at most this long ago, if no offset is committed or the committed one is older. */
    static final Duration LOOK_BACK = Duration.ofMinutes(1);

    /**
     * The longest validity of a command: the retention of the topic. Without a limit, a command that the broker never
     * accepts would block all others.
     */
    static final Duration MAX_VALID = Duration.ofDays(1);

    private static final Logger LOG = LoggerFactory.getLogger(CommandSender.class);
    private static final int MAX_REMEMBERED = 10_000;
    private static final long RETRY_MILLIS = 200;

    private final Topic<Outgoing> topic;
    private final String group;
    private final InstantSource clock;
    private final Outlet outlet;
    private final CommandCounters counters;
    private final CountDownLatch never = new CountDownLatch(1);
    private final LinkedHashSet<String> sentIds = new LinkedHashSet<>();

    /** Publishes a command. */
    interface Outlet {
        /** The outcome of a command. */
        enum Outcome {
            SENT,
            REFUSED,
            AWAY
        }

        /** Publishes; the broker may keep it for {@code expirySeconds} for a disconnected client, at least 1. */
        Outcome publish(Outgoing command, long expirySeconds);
    }

    CommandSender(Topics topics, InstantSource clock, Outlet outlet, CommandCounters counters) {
        this.topic = topics.commands();
        this.group = topics.prefix() + "ingest-commands";
        this.clock = clock;
        this.outlet = outlet;
        this.counters = counters;
    }

    @Override
    public String topic() {
        return topic.name();
    }

    @Override
    public String group() {
        return group;
    }

    @Override
    public void start(Consumer<byte[], byte[]> consumer, List<TopicPartition> partitions) {
        long from = clock.instant().minus(LOOK_BACK).toEpochMilli();
        Map<TopicPartition, Long> ends =
                consumer.endOffsets(partitions); // first, because records that arrive meanwhile are after these offsets
        Map<TopicPartition, OffsetAndTimestamp> found = consumer.offsetsForTimes(
                partitions.stream().collect(Collectors.toMap(partition -> partition, partition -> from)));
        Map<TopicPartition, OffsetAndMetadata> committed = consumer.committed(Set.copyOf(partitions));
        for (TopicPartition partition : partitions) {
            OffsetAndTimestamp young = found.get(partition);
            OffsetAndMetadata done = committed.get(partition);
            long offset = young == null ? ends.get(partition) : young.offset();
            consumer.seek(partition, done == null ? offset : Math.max(done.offset(), offset));
        }
    }

    @Override
    public void accept(ConsumerRecord<byte[], byte[]> record) throws InterruptedException {
        try {
            Outgoing command = topic.codec().decode(record.value());
            long latest = record.timestamp() + MAX_VALID.toMillis();
            if (command.expiresMillis() > latest) {
                throw new IllegalArgumentException("it expires after more than " + MAX_VALID.toHours() + " h");
            }
            send(command);
        } catch (IllegalArgumentException e) {
            counters.unreadable();
            LOG.error(
                    "command at {}-{} cannot be read and is skipped: {}",
                    record.partition(),
                    record.offset(),
                    e.getMessage());
        }
    }

    @Override
    public void settle() {
        // the end of the topic has no meaning here
    }

    private void send(Outgoing command) throws InterruptedException {
        if (sentIds.contains(command.id())) {
            counters.repeated();
            return;
        }
        for (Outlet.Outcome outcome = Outlet.Outcome.AWAY; outcome == Outlet.Outcome.AWAY; ) {
            long left = command.expiresMillis() - clock.millis();
            if (left < 0) {
                counters.expired();
                LOG.info("command {} to {} expired before it could be sent", command.id(), command.topic());
                return;
            }
            outcome = outlet.publish(command, Math.max(1, TimeUnit.MILLISECONDS.toSeconds(left)));
            count(command, outcome);
            if (outcome == Outlet.Outcome.AWAY) {
                pause();
            }
        }
    }

    /** Ends early if the reader is closed, which interrupts its thread. */
    private void pause() throws InterruptedException {
        if (never.await(RETRY_MILLIS, TimeUnit.MILLISECONDS)) {
            throw new IllegalStateException("nobody counts it down");
        }
    }

    private void count(Outgoing command, Outlet.Outcome outcome) {
        if (outcome == Outlet.Outcome.SENT) {
            counters.sent();
            remember(command.id());
        } else if (outcome == Outlet.Outcome.REFUSED) {
            counters.refused();
            LOG.warn("the broker refuses command {} to {}", command.id(), command.topic());
        }
    }

    private void remember(String id) {
        sentIds.add(id);
        if (sentIds.size() > MAX_REMEMBERED) {
            sentIds.remove(Objects.requireNonNull(sentIds.iterator().next()));
        }
    }
}
