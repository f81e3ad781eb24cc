package org.metrobed.recordings;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a recording contains. Immutable.
 *
 * @param first received time of its earliest message; null if it has none
 * @param last received time of its latest message; null if it has none
 * @param messages number of messages
 * @param bytes payload bytes
 * @param topics messages by topic, the first {@link #MAX_TOPICS} topics
 * @param moments number of different received times, as far as they follow each other
 * @param cutOff whether its writer was ended before its end
 */
public record RecordingSummary(
        Instant first,
        Instant last,
        long messages,
        long bytes,
        Map<String, Long> topics,
        long moments,
        boolean cutOff) {

    /** Topics that are counted. */
    public static final int MAX_TOPICS = 10_000;

    public RecordingSummary {
        topics = Map.copyOf(topics);
    }

    /** Reads a whole recording. */
    public static RecordingSummary of(Path path) throws IOException {
        try (RecordingReader reader = new RecordingReader(path)) {
            long low = Long.MAX_VALUE;
            long high = Long.MIN_VALUE;
            long before = Long.MIN_VALUE;
            long messages = 0;
            long bytes = 0;
            long moments = 0;
            Map<String, Long> topics = new TreeMap<>();
            for (Optional<RecordedMessage> next = reader.next(); next.isPresent(); next = reader.next()) {
                RecordedMessage message = next.get();
                long time = message.receivedMicros();
                low = Math.min(low, time);
                high = Math.max(high, time);
                moments += time == before ? 0 : 1;
                before = time;
                messages++;
                bytes += message.payload().length;
                if (topics.size() < MAX_TOPICS || topics.containsKey(message.topic())) {
                    topics.merge(message.topic(), 1L, Long::sum);
                }
            }
            return new RecordingSummary(
                    messages == 0 ? null : instant(low),
                    messages == 0 ? null : instant(high),
                    messages,
                    bytes,
                    topics,
                    moments,
                    reader.isCutOff());
        }
    }

    /** The mean distance of two received times that follow each other; zero if all messages have one time. */
    public Duration meanStep() {
        return moments > 1 ? Duration.between(first, last).dividedBy(moments - 1) : Duration.ZERO;
    }

    private static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }
}
