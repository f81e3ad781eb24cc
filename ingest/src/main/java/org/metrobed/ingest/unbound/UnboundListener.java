package org.metrobed.ingest.unbound;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.metrobed.config.Backoff;
import org.metrobed.ingest.mqtt.Incoming;
import org.metrobed.ingest.mqtt.MqttConfig;
import org.metrobed.ingest.mqtt.MqttSubscriber;
import org.metrobed.ingest.mqtt.MqttSubscriberException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears all topics of a broker, at QoS 0 and without a session: the broker keeps nothing for it, and drops messages for it before it
 * delays any. So it takes nothing from the connection that serves the known topics. It connects again after an outage. Thread-safe.
 */
public final class UnboundListener implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(UnboundListener.class);
    private static final Backoff PAUSES = new Backoff(Duration.ofMillis(500), Duration.ofSeconds(30));
    private static final long JOIN_MILLIS = 2_000;

    private final MqttConfig config;
    private final String clientId;
    private final List<String> filters;
    private final Consumer<Incoming> heard;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread;
    private volatile boolean on;
    private volatile CompletableFuture<String> lost = new CompletableFuture<>();
    private volatile List<String> refused = List.of();

    /**
     * Not started.
     *
     * @param config the broker
     * @param clientId the beginning of its client ids; each connection has one of its own
     * @param filters topic filters
     * @param heard receives each message, on Paho's thread; must not throw
     */
    public UnboundListener(MqttConfig config, String clientId, List<String> filters, Consumer<Incoming> heard) {
        this.config = config;
        this.clientId = clientId;
        this.filters = List.copyOf(filters);
        this.heard = heard;
        this.thread = new Thread(this::run, "ingest-unbound");
        thread.setDaemon(true);
    }

    /** Starts to listen; the broker may be away. */
    public void start() {
        thread.start();
    }

    /** Whether the broker sends it the messages of at least one filter. */
    public boolean isListening() {
        return on && refused.size() < filters.size();
    }

    /** The filters that the broker refuses. */
    public List<String> refused() {
        return refused;
    }

    @Override
    public void close() {
        closing.countDown();
        lost.complete("closing");
        try {
            thread.join(JOIN_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        int failures = 0;
        try {
            while (closing.getCount() > 0) {
                failures = listen() ? 1 : failures + 1;
                closing.await(PAUSES.pause(failures).toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Listens until the connection is lost; false if there was none. */
    private boolean listen() throws InterruptedException {
        CompletableFuture<String> end = new CompletableFuture<>();
        lost = end;
        MqttSubscriber subscriber = MqttSubscriber.withoutSession(config, clientId + "-" + UUID.randomUUID());
        try {
            boolean present = subscriber.connect(new MqttSubscriber.Listener() {
                @Override
                public void accept(Incoming message) {
                    heard.accept(message);
                }

                @Override
                public void lost(String reason) {
                    end.complete(reason);
                }
            });
            if (present) {
                giveUp();
                return false;
            }
            tell(subscriber.requests().listen(filters));
            on = true;
            if (closing.getCount() > 0) {
                LOG.debug("listening ends: {}", end.get());
            }
            return true;
        } catch (MqttSubscriberException e) {
            LOG.debug("topics without a binding are not heard now: {}", e.getMessage());
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException("an end never fails", e);
        } finally {
            on = false;
            subscriber.abort();
        }
    }

    /** A session of a new client id can only be that of ingest: the broker gives each user one session. It is left as it is. */
    private void giveUp() {
        LOG.warn(
                "topics without a binding are not heard: the broker gives the user of ingest one session alone, and this connection took that"
                        + " of ingest, which connects again; set METROBED_UNBOUND_FILTERS to none");
        closing.countDown();
    }

    private void tell(List<String> answer) {
        if (!answer.isEmpty() && !answer.equals(refused)) {
            LOG.warn(
                    "the broker refuses to subscribe {}, so topics without a binding are not heard there; allow it, or set"
                            + " METROBED_UNBOUND_FILTERS to what it allows, or to none",
                    answer);
        }
        refused = List.copyOf(answer);
    }
}
