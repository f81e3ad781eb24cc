package org.metrobed.ingest.unbound;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.metrobed.ingest.mqtt.Incoming;
import org.metrobed.topics.UnboundTopic;

/**
 * The messages on topics that no binding fits, by pattern, in bounded memory. Nothing of it is on disk. A pattern on which nothing was
 * heard for a day is forgotten. Thread-safe.
 */
public final class UnboundTopics {

    /** Most bytes that the messages of all patterns take. */
    static final long MOST_HELD_BYTES = 16L << 20;

    /** A report has at most so many patterns. */
    static final int MOST_REPORTED = 64;

    /** A report has at most about so many bytes. */
    private static final long MOST_REPORTED_BYTES = 512 << 10;

    private static final long KEPT_MILLIS = Duration.ofDays(1).toMillis();
    private static final long CLEANED_EVERY_MILLIS = Duration.ofMinutes(1).toMillis();
    private static final int MOST_OWN_TOPICS = 1_000;

    private final String instance;
    private final PatternTree tree = new PatternTree();
    private final Set<String> reported = new HashSet<>();
    private final Map<String, Boolean> own = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > MOST_OWN_TOPICS;
        }
    };
    private long heldBytes;
    private long messages;
    private long reports;
    private long cleanedMillis = Long.MIN_VALUE;

    /**
     * What is new since the last report.
     *
     * @param changed patterns that have changed
     * @param gone keys of patterns that are no more
     */
    public record Report(List<UnboundTopic> changed, List<String> gone) {
        public Report {
            changed = List.copyOf(changed);
            gone = List.copyOf(gone);
        }
    }

    /** Nothing is heard yet; {@code instance} names this run of ingest. */
    public UnboundTopics(String instance) {
        this.instance = instance;
    }

    /**
     * Takes a message that no binding fits.
     *
     * @param receivedMicros received time, microseconds since 1970 UTC
     * @param isStored whether the message is in the raw log all the same
     */
    public synchronized void hear(Incoming message, long receivedMicros, boolean isStored) {
        if (own.containsKey(message.topic())) {
            return;
        }
        messages++;
        HeardTopics topics = tree.of(message.topic());
        int before = topics.heldBytes();
        topics.add(HeldMessage.of(message, receivedMicros, isStored));
        heldBytes += topics.heldBytes() - before;
        if (heldBytes > MOST_HELD_BYTES) {
            shrink();
        }
        long receivedMillis = receivedMicros / 1_000;
        if (receivedMillis - CLEANED_EVERY_MILLIS >= cleanedMillis) {
            cleanedMillis = receivedMillis;
            tree.removeOlder(receivedMillis - KEPT_MILLIS);
            heldBytes = sum();
        }
    }

    /** Messages on a topic to which ingest itself publishes are passed over from now on. */
    public synchronized void passOver(String topic) {
        own.put(topic, true);
    }

    /** The messages for the raw log whose topics a binding fits now, in the order of their received times. */
    public synchronized List<HeldMessage> listFitting(Predicate<String> bound) {
        List<HeldMessage> fitting = new ArrayList<>();
        tree.forEach((pattern, topics) -> topics.held().stream()
                .filter(HeldMessage::goesThrough)
                .filter(one -> bound.test(one.message().topic()))
                .forEach(fitting::add));
        fitting.sort(Comparator.comparingLong(HeldMessage::receivedMicros));
        return fitting;
    }

    /** Forgets a message, which is in the raw log now. */
    public synchronized void remove(HeldMessage message) {
        HeardTopics topics = tree.of(message.message().topic());
        int before = topics.heldBytes();
        topics.remove(message);
        heldBytes += topics.heldBytes() - before;
    }

    /** Whether a report would tell something. */
    public synchronized boolean hasNews() {
        Set<String> all = new HashSet<>();
        boolean[] changed = {false};
        tree.forEach((pattern, topics) -> {
            all.add(pattern);
            changed[0] |= topics.hasChanged();
        });
        return changed[0] || !all.containsAll(reported);
    }

    /** What has changed since the last report; the patterns that were reported longest ago if it is too much for one. */
    public synchronized Report report() {
        Map<String, HeardTopics> all = new LinkedHashMap<>();
        tree.forEach(all::put);
        List<Map.Entry<String, HeardTopics>> changed = all.entrySet().stream()
                .filter(entry -> entry.getValue().hasChanged())
                .sorted(Comparator.comparingLong(entry -> entry.getValue().reported()))
                .limit(MOST_REPORTED)
                .toList();
        reports++;
        List<UnboundTopic> told = new ArrayList<>();
        long bytes = 0;
        for (Map.Entry<String, HeardTopics> entry : changed) {
            if (bytes > MOST_REPORTED_BYTES) {
                break;
            }
            UnboundTopic one = entry.getValue().report(instance, entry.getKey(), reports);
            bytes += one.samples().stream()
                    .mapToLong(sample -> sample.payload().size())
                    .sum();
            told.add(one);
            reported.add(entry.getKey());
        }
        List<String> gone =
                reported.stream().filter(pattern -> !all.containsKey(pattern)).toList();
        gone.forEach(reported::remove);
        return new Report(
                told,
                gone.stream()
                        .map(pattern -> UnboundTopic.key(instance, pattern))
                        .toList());
    }

    /** The number of messages that were heard. */
    public synchronized long messages() {
        return messages;
    }

    /** The number of patterns. */
    public synchronized int patterns() {
        return tree.size();
    }

    /** What the kept messages take in memory, about, bytes. */
    public synchronized long heldBytes() {
        return heldBytes;
    }

    /** Each pattern keeps half of what the largest may have, until there is room again. */
    private void shrink() {
        for (int most = HeardTopics.MOST_HELD_BYTES; heldBytes > MOST_HELD_BYTES / 4 * 3 && most > 0; most /= 2) {
            int limit = most;
            tree.forEach((pattern, topics) -> topics.trim(HeardTopics.MOST_HELD, limit));
            heldBytes = sum();
        }
    }

    private long sum() {
        long[] sum = {0};
        tree.forEach((pattern, topics) -> sum[0] += topics.heldBytes());
        return sum[0];
    }
}
