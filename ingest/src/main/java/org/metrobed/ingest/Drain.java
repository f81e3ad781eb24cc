package org.metrobed.ingest;

import java.util.UUID;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells when all that the broker held back has been handed to Kafka. A marker is published into the session's own queue, which
 * is first in, first out: when the marker's acknowledgement is due, everything before it is confirmed. Shared subscriptions
 * have a queue of their own, which the marker does not pass. Thread-safe.
 */
final class Drain {

    /** A marker that is refused, or does not come though nothing else does either, is given up after so many beats. */
    static final int FALLBACK_BEATS = 10;
    /** A marker is given up after so many beats whatever comes. */
    static final int LONGEST_BEATS = 3_600;

    private static final Logger LOG = LoggerFactory.getLogger(Drain.class);
    private static final String PREFIX = "metrobed/ingest/";
    private static final String SUFFIX = "/marker";

    private final Consumer<String> publish;
    private String nonce = "";
    private boolean over;
    private boolean refused;
    private int beats;

    /** Not begun. {@code publish} sends the text of a marker to its topic; must not block. */
    Drain(Consumer<String> publish) {
        this.publish = publish;
    }

    /** The topic of a session's markers. */
    static String topic(String clientId) {
        return PREFIX + clientId.replaceAll("[/+#]", "_") + SUFFIX;
    }

    /** Whether a topic is one of markers, of this session or of another. */
    static boolean isMarker(String topic) {
        return topic.startsWith(PREFIX) && topic.endsWith(SUFFIX);
    }

    /** Something may be held back from now on. */
    void begin() {
        String text = UUID.randomUUID().toString();
        synchronized (this) {
            nonce = text;
            over = false;
            refused = false;
            beats = 0;
        }
        publish.accept(text);
    }

    /** The broker does not take the marker. */
    synchronized void refused() {
        refused = true;
    }

    /** All before this marker is confirmed; one of an earlier connection tells nothing. */
    synchronized void passed(String text) {
        over = over || text.equals(nonce);
    }

    /** Whether nothing is held back any more. */
    synchronized boolean isOver() {
        return over;
    }

    /** A beat is due; {@code idle}: nothing has come since the last one and nothing is in flight. */
    synchronized void beat(boolean idle) {
        if (over) {
            return;
        }
        beats++;
        boolean givenUp = (beats >= FALLBACK_BEATS && (refused || idle)) || beats >= LONGEST_BEATS;
        if (givenUp) {
            over = true;
            LOG.warn(
                    "the broker {}; silence counts from now on, though it may still hold messages back",
                    refused ? "refuses the marker" : "does not deliver the marker");
        }
    }
}
