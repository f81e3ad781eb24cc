package org.metrobed.ingest.endpoint;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counters of an endpoint since its start. Logs one refused client a second, and one message that nobody gets a minute, at most. Thread-safe. */
public final class EndpointCounters {

    private static final Logger LOG = LoggerFactory.getLogger(EndpointCounters.class);
    private static final long PERIOD_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long UNHEARD_PERIOD_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final AtomicInteger clients = new AtomicInteger();
    private final LongAdder refused = new LongAdder();
    private final LongAdder takeovers = new LongAdder();
    private final LongAdder pauses = new LongAdder();
    private final LongAdder broken = new LongAdder();
    private final LongAdder dropped = new LongAdder();
    private final LongAdder unheard = new LongAdder();
    private final AtomicLong loggedNanos = new AtomicLong(System.nanoTime() - PERIOD_NANOS);
    private final AtomicLong unheardLoggedNanos = new AtomicLong(System.nanoTime() - UNHEARD_PERIOD_NANOS);

    /** The number of connected clients. */
    public int clients() {
        return clients.get();
    }

    /** The number of clients that were not let in. */
    public long refused() {
        return refused.sum();
    }

    /** The number of connections that ended because their client connected again. */
    public long takeovers() {
        return takeovers.sum();
    }

    /** The number of times that a client exceeded its limits and was not read for some time. */
    public long pauses() {
        return pauses.sum();
    }

    /** The number of connections that the endpoint ended because the client broke a rule. */
    public long broken() {
        return broken.sum();
    }

    /** The number of messages that were not forwarded to a client, or not retained, because of their size or number. */
    public long dropped() {
        return dropped.sum();
    }

    /**
     * The number of messages that were acknowledged although ingest does not store their topic and nobody subscribed to it. Commands
     * of Sparkplug do not count: they are for subscribers alone.
     */
    public long unheard() {
        return unheard.sum();
    }

    /** Counts a message that nobody gets, unless it is a command, and logs one a minute at most. */
    void unheard(String clientId, String topic) {
        if (Forwarding.isCommand(topic)) {
            return;
        }
        unheard.increment();
        log(
                unheardLoggedNanos,
                UNHEARD_PERIOD_NANOS,
                "client id '{}' publishes to '{}': {}",
                clientId,
                topic,
                "no binding and no filter of METROBED_INGEST_FILTERS takes it, so its messages are acknowledged and not stored");
    }

    void countDropped() {
        dropped.increment();
    }

    void joined() {
        clients.incrementAndGet();
    }

    void left() {
        clients.decrementAndGet();
    }

    void takenOver() {
        takeovers.increment();
    }

    void paused() {
        pauses.increment();
    }

    void refused(ConnectRequest request, Refusal why) {
        refused.increment();
        log("refused client id '{}' of user '{}': {}", request.clientId(), request.user(), why.reason());
    }

    void broke(String clientId, String rule) {
        broken.increment();
        log("ended the connection of client id '{}'{}: {}", clientId, "", rule);
    }

    private void log(String text, String clientId, String user, String why) {
        log(loggedNanos, PERIOD_NANOS, text, clientId, user, why);
    }

    private static void log(AtomicLong logged, long period, String text, String clientId, String about, String why) {
        long last = logged.get();
        long now = System.nanoTime();
        if (now - last >= period && logged.compareAndSet(last, now)) {
            LOG.warn(text, clientId.replaceAll("\\p{Cntrl}", "?"), about.replaceAll("\\p{Cntrl}", "?"), why);
        }
    }
}
