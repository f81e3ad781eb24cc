package org.metrobed.ingest;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the broker says of itself: how many messages it holds and how many it has dropped. Warns when it is half full, once for
 * each time that it gets there, and whenever it has dropped more. A broker that says nothing is never full. Thread-safe.
 */
final class BrokerFigures {

    /** Where a broker publishes how many messages it holds. */
    static final String QUEUE_TOPIC = "$SYS/broker/store/messages/count";
    /** Where a broker publishes how many messages it has discarded because a queue was full. */
    static final String DROPPED_TOPIC = "$SYS/broker/publish/messages/dropped";
    /** Both. */
    static final List<String> TOPICS = List.of(QUEUE_TOPIC, DROPPED_TOPIC);
    /** Not said yet. */
    static final long UNKNOWN = -1;

    private static final Logger LOG = LoggerFactory.getLogger(BrokerFigures.class);

    private final long limit;
    private long queue = UNKNOWN;
    private long dropped = UNKNOWN;

    /** None yet; {@code limit} messages are a full queue. */
    BrokerFigures(long limit) {
        this.limit = limit;
    }

    /** Takes what the broker says; what is no number is left out. */
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

    /** How many messages the broker holds, {@link #UNKNOWN} when it does not say. */
    synchronized long queue() {
        return queue;
    }

    /** How many messages it has dropped since it started, {@link #UNKNOWN} when it does not say. */
    synchronized long dropped() {
        return dropped;
    }

    /** What is wrong with the broker's queue, in words. */
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
            LOG.warn("the broker has dropped {} messages, {} of them since it last said so", value, value - dropped);
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
