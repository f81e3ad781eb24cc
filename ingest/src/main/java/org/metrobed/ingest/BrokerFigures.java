package org.metrobed.ingest;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Figures that the broker publishes about itself: messages in its queue and dropped messages. Warns each time the queue
 * becomes half full, and whenever messages were dropped. A broker without figures is never full. Thread-safe.
 */
final class BrokerFigures {

    /** Topic of the number of messages that a broker holds. */
    static final String QUEUE_TOPIC = "$SYS/broker/store/messages/count";
    /** Topic of the number of messages that a broker has dropped because a queue was full. */
    static final String DROPPED_TOPIC = "$SYS/broker/publish/messages/dropped";
    /** Both topics. */
    static final List<String> TOPICS = List.of(QUEUE_TOPIC, DROPPED_TOPIC);
    /** Not published yet. */
    static final long UNKNOWN = -1;

    private static final Logger LOG = LoggerFactory.getLogger(BrokerFigures.class);

    private final long limit;
    private long queue = UNKNOWN;
    private long dropped = UNKNOWN;

    /** No figures yet; {@code limit} messages are a full queue. */
    BrokerFigures(long limit) {
        this.limit = limit;
    }

    /** Reads a published figure; text that is not a number is ignored. */
    synchronized void accept(String topic, byte[] payload) {
        String text = new String(payload, US_ASCII).strip();
        if (!text.matches("\\d{1,18}")) {
            return;
        }
        long value = Long.parseLong(text);
        if (topic.equals(QUEUE_TOPIC)) {
            queue(value);
        } else if (topic.equals(DROPPED_TOPIC)) {
            dropped(value);
        }
    }

    /** Number of messages that the broker holds, {@link #UNKNOWN} if it does not publish it. */
    synchronized long queue() {
        return queue;
    }

    /** Number of messages that it has dropped since it started, {@link #UNKNOWN} if it does not publish it. */
    synchronized long dropped() {
        return dropped;
    }

    /** The problem of the broker's queue in words, if there is one. */
    synchronized Optional<String> alarm() {
        return isHalfFull(queue) ? Optional.of("queue at " + percent(queue) + " %") : Optional.empty();
    }

    private void queue(long value) {
        boolean before = isHalfFull(queue);
        boolean now = isHalfFull(value);
        queue = value;
        if (now && !before) {
            LOG.warn("the broker holds {} messages, {} % of its limit; past it they are lost", value, percent(value));
        } else if (before && !now) {
            LOG.info("the broker's queue is under half of its limit again");
        }
    }

    private void dropped(long value) {
        if (dropped != UNKNOWN && value > dropped) {
            LOG.warn(
                    "the broker has dropped {} messages, {} of them since the last such message",
                    value,
                    value - dropped);
        }
        dropped = value;
    }

    private boolean isHalfFull(long messages) {
        return messages > limit / 2;
    }

    private long percent(long messages) {
        return Math.round(100.0 * messages / limit);
    }
}
