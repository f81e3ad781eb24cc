package org.metrobed.ingest;

import java.util.UUID;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out when Kafka has stored all messages that the broker had queued. A marker is published to the session's own
 * queue, which is first in, first out. When the marker's acknowledgement is due, all earlier messages are confirmed.
 * Shared subscriptions have their own queue, which the marker does not pass. Thread-safe.
 */
final class Drain {

    /**
     * A marker is given up after this number of heartbeats if it is refused, or if it is not received although no other
     * message is.
     */
    static final int FALLBACK_HEARTBEATS = 10;
    /** A marker is always given up after this number of heartbeats. */
    static final int LONGEST_HEARTBEATS = 3_600;

    private static final Logger LOG = LoggerFactory.getLogger(Drain.class);
    private static final String PREFIX = "metrobed/ingest/";
    private static final String SUFFIX = "/marker";

    private final Consumer<String> publish;
    private String nonce = "";
    private boolean over;
    private boolean refused;
    private int heartbeats;

    /** Not begun. {@code publish} sends the text of a marker to its topic; must not block. */
    Drain(Consumer<String> publish) {
        this.publish = publish;
    }

    /** The topic of a session's markers. */
    static String topic(String clientId) {
        return PREFIX + clientId.replaceAll("[/+#]", "_") + SUFFIX;
    }

    /** Whether a topic is a marker topic, of this session or of another. */
    static boolean isMarker(String topic) {
        return topic.startsWith(PREFIX) && topic.endsWith(SUFFIX);
    }

    /** The broker may have queued messages from now on. */
    void begin() {
        String text = UUID.randomUUID().toString();
        synchronized (this) {
            nonce = text;
            over = false;
            refused = false;
            heartbeats = 0;
        }
        publish.accept(text);
    }

    /** The broker refuses the marker. */
    synchronized void refused() {
        refused = true;
    }

    /** All messages before this marker are confirmed; a marker of an earlier connection is ignored. */
    synchronized void passed(String text) {
        over = over || text.equals(nonce);
    }

    /** Whether the broker's queue is drained. */
    synchronized boolean isOver() {
        return over;
    }

    /** A heartbeat is due; {@code idle}: nothing was received since the last one and nothing is in flight. */
    synchronized void heartbeat(boolean idle) {
        if (over) {
            return;
        }
        heartbeats++;
        boolean givenUp = (heartbeats >= FALLBACK_HEARTBEATS && (refused || idle)) || heartbeats >= LONGEST_HEARTBEATS;
        if (givenUp) {
            over = true;
            LOG.warn(
                    "the broker {}; from now on a silent gateway raises an alert, although the broker may still hold"
                            + " messages back",
                    refused ? "refuses the marker" : "does not deliver the marker");
        }
    }
}
