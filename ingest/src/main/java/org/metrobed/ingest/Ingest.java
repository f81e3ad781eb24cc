package org.metrobed.ingest;

import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.KafkaException;
import org.metrobed.ingest.kafka.RawPublisher;
import org.metrobed.ingest.kafka.ReceivedClock;
import org.metrobed.ingest.mqtt.MqttSubscriber;
import org.metrobed.ingest.mqtt.MqttSubscriberException;
import org.metrobed.wire.topic.KeyRules;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The bridge from MQTT to the raw log. Waits for services that are not up yet, outlives their outages, and loses nothing that
 * the broker keeps: a message is acknowledged only when Kafka has it. One supervising thread; all methods are thread-safe.
 */
public final class Ingest implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Ingest.class);
    private static final Duration DRAIN_LIMIT = Duration.ofSeconds(5);
    private static final Duration IDLE_LIMIT = Duration.ofMillis(300);
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(9);
    private static final long BEAT_MILLIS = 1_000;

    private final IngestConfig config;
    private final KeyRules rules;
    private final ReceivedClock clock;
    private final String session;
    private final IngestCounters counters = new IngestCounters();
    private final Backoff backoff = new Backoff();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final CountDownLatch subscribed = new CountDownLatch(1);
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private final ScheduledExecutorService heartThread;
    private final Thread supervisor;
    private volatile Bridge serving;

    private Ingest(IngestConfig config, InstantSource clock) {
        this.config = config;
        this.rules = KeyRules.parse(config.keyRules());
        this.clock = new ReceivedClock(clock);
        this.session =
                config.mqtt().clientId() + "/" + UUID.randomUUID().toString().substring(0, 8);
        this.heartThread = Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "ingest-heart"));
        this.supervisor = new Thread(this::supervise, "ingest");
    }

    /** Starts; returns at once, whether the services are up or not. */
    public static Ingest start(IngestConfig config, InstantSource clock) {
        Ingest ingest = new Ingest(config, clock);
        ingest.supervisor.start();
        return ingest;
    }

    /** Waits until the broker has taken the first subscription: publishers may start then. False when the limit passes. */
    public boolean awaitSubscribed(Duration limit) throws InterruptedException {
        return subscribed.await(limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Whether broker and Kafka are connected now. */
    public boolean isServing() {
        return serving != null;
    }

    /** What was done so far. */
    public IngestMetrics metrics() {
        Bridge bridge = serving;
        return counters.read(bridge == null ? 0 : bridge.inFlight());
    }

    /** Completes when it has ended: normally after {@link #close}, else with the error that ended it. */
    public CompletableFuture<Void> ended() {
        return ended.copy();
    }

    /** Stops within ten seconds: what is received is written and acknowledged as far as Kafka answers, the rest comes again. */
    @Override
    public void close() {
        closing.countDown();
        Bridge bridge = serving;
        if (bridge != null) {
            bridge.finish(new Bridge.End("closing", false));
        }
        try {
            supervisor.join((bridge == null ? IDLE_LIMIT : CLOSE_LIMIT).toMillis());
            if (supervisor.isAlive()) {
                supervisor.interrupt();
                supervisor.join();
            }
        } catch (InterruptedException e) {
            supervisor.interrupt();
            Thread.currentThread().interrupt();
        }
    }

    private void supervise() {
        try {
            while (!isClosing()) {
                serveWithNewProducer();
            }
            ended.complete(null);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            ended.complete(null);
        } catch (RuntimeException e) {
            LOG.error("ingest ends: nothing was planned for this", e);
            ended.completeExceptionally(e);
        } finally {
            heartThread.shutdownNow();
        }
    }

    private void serveWithNewProducer() throws InterruptedException {
        try (RawPublisher publisher = RawPublisher.open(config.kafka(), session, clock)) {
            backoff.reset();
            boolean healthy = true;
            while (healthy && !isClosing()) {
                healthy = serveConnection(publisher);
            }
        } catch (KafkaException e) {
            pause("Kafka at " + config.kafka().bootstrapServers() + " is not there: " + e.getMessage());
        }
    }

    /** Serves one connection to its end; false when the producer failed. */
    private boolean serveConnection(RawPublisher publisher) throws InterruptedException {
        MqttSubscriber subscriber = new MqttSubscriber(config.mqtt());
        RawRecords records = new RawRecords(config.kafka().topics().raw().name(), rules, session);
        Bridge bridge = new Bridge(publisher, records, subscriber::acknowledge, counters);
        try {
            subscriber.open(bridge);
        } catch (MqttSubscriberException e) {
            bridge.stop();
            pause(e.getMessage());
            return true;
        }
        Bridge.End end = serve(publisher, bridge);
        if (isClosing() && bridge.drain(DRAIN_LIMIT)) {
            subscriber.close();
        }
        bridge.stop();
        subscriber.abort();
        pause(end.reason());
        return !end.kafkaFailed();
    }

    private Bridge.End serve(RawPublisher publisher, Bridge bridge) throws InterruptedException {
        LOG.info(
                "serving {} from {} to {}",
                config.mqtt().filters(),
                config.mqtt().url(),
                config.kafka().topics().raw().name());
        counters.connected();
        serving = bridge;
        subscribed.countDown();
        backoff.reset();
        Heart heart = new Heart(publisher, config.kafka().topics(), bridge, session);
        ScheduledFuture<?> beats = heartThread.scheduleAtFixedRate(heart::beat, 0, BEAT_MILLIS, TimeUnit.MILLISECONDS);
        try {
            return isClosing() ? new Bridge.End("closing", false) : bridge.end().get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("an end never fails", e);
        } finally {
            beats.cancel(false);
            serving = null;
        }
    }

    private void pause(String reason) throws InterruptedException {
        if (isClosing()) {
            return;
        }
        Duration wait = backoff.next();
        LOG.warn("{}; trying again in {} s", reason, wait.toMillis() / 1e3);
        if (closing.await(wait.toMillis(), TimeUnit.MILLISECONDS)) {
            LOG.info("closing");
        }
    }

    private boolean isClosing() {
        return closing.getCount() == 0;
    }
}
