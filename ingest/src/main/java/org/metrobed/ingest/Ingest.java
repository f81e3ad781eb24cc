package org.metrobed.ingest;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.KafkaException;
import org.metrobed.config.Backoff;
import org.metrobed.config.ConfigException;
import org.metrobed.ingest.endpoint.EndpointConfig;
import org.metrobed.ingest.endpoint.EndpointException;
import org.metrobed.ingest.endpoint.EndpointState;
import org.metrobed.ingest.kafka.RawPublisher;
import org.metrobed.ingest.kafka.ReceivedClock;
import org.metrobed.ingest.mqtt.MqttSubscriberException;
import org.metrobed.topics.KeyRules;
import org.metrobed.tracing.MessageTracer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way from MQTT to the raw log. Waits for services that are not available yet, and continues after their
 * outages. It loses no message that the broker, or a client that connects to ingest, keeps: a message is acknowledged only when Kafka has stored it.
 * Subscribes to the configured filters and to the routes of the catalog's newest version. One supervising thread; all
 * methods are thread-safe.
 */
public final class Ingest implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Ingest.class);
    private static final Duration DRAIN_LIMIT = Duration.ofSeconds(5);
    private static final Duration IDLE_LIMIT = Duration.ofMillis(300);
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(9);
    private static final Backoff PAUSES = new Backoff(Duration.ofMillis(250), Duration.ofSeconds(8));
    private static final long HEARTBEAT_MILLIS = 1_000;
    private static final long STEP_MILLIS = 200;
    /** A connection that ends sooner is a failure: else two clients of one id would cut each other off four times a second. */
    private static final Duration LASTING = Duration.ofSeconds(10);

    private final ReceivedClock clock;
    private final IngestCounters counters;
    private final Connection.Setting setting;
    private final RouteFollower routes;
    private final UnboundTraffic unbound;
    private final Followers followers;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final CountDownLatch subscribed = new CountDownLatch(1);
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private final ScheduledExecutorService heartbeatThread;
    private final Thread supervisor;
    private final ServingSource serving = new ServingSource();
    private final Optional<EndpointState> endpoint;
    /** Failures since the last connection that lasted; used by the supervising thread only. */
    private int failures;

    private Ingest(IngestConfig config, SessionFile file, InstantSource clock) {
        this.endpoint = config.endpoint().map(one -> open(one, clock));
        this.clock = ReceivedClock.followingKafka(clock, System::nanoTime);
        this.counters = new IngestCounters(config.queueLimit());
        String session = config.clientId() + "/" + UUID.randomUUID().toString().substring(0, 8);
        BrokerSession brokerSession = new BrokerSession(config.clientId(), file, clock);
        this.routes = new RouteFollower(config.kafka().topics(), KeyRules.parse(config.keyRules()), serving::apply);
        this.unbound = new UnboundTraffic(config, session, routes::current, this.clock::micros);
        this.setting = new Connection.Setting(
                config,
                session,
                brokerSession,
                counters,
                MessageTracer.enter(
                        config.trace(),
                        "metrobed-ingest",
                        config.kafka().topics().raw().name()),
                unbound);
        this.followers = new Followers(config, clock, routes, serving, counters.commands());
        this.heartbeatThread = Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "ingest-heartbeat"));
        this.supervisor = new Thread(this::supervise, "ingest");
    }

    /**
     * Starts ingest; returns immediately, even if the services are not available.
     *
     * @throws ConfigException if the session file or the folder of the endpoint cannot be used
     */
    public static Ingest start(IngestConfig config, InstantSource clock) {
        Ingest ingest = new Ingest(config, open(config.session()), clock);
        ingest.supervisor.start();
        ingest.unbound.start();
        return ingest;
    }

    /**
     * Waits until the broker has accepted the first subscription, so that publishers may start. False if the limit has
     * passed.
     */
    public boolean awaitSubscribed(Duration limit) throws InterruptedException {
        return subscribed.await(limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Whether broker and Kafka are connected now. */
    public boolean isServing() {
        return serving.isOn();
    }

    /** Its configuration. */
    IngestConfig config() {
        return setting.config();
    }

    /** The counters since the start. */
    public IngestMetrics metrics() {
        return counters.read(serving.inFlight());
    }

    /** The number of records of the catalog topic that could not be read; each was skipped. */
    long catalogRecordsSkipped() {
        return routes.skipped();
    }

    /** The problems of a serving ingest in words; empty if there are none. */
    public List<String> listTroubles() {
        List<String> troubles = serving.listTroubles();
        counters.broker().alarm().ifPresent(troubles::add);
        setting.brokerSession().alarm().ifPresent(troubles::add);
        clock.findTrouble().ifPresent(troubles::add);
        return troubles;
    }

    /** Completes when ingest has ended: normally after {@link #close}, otherwise with the error that ended it. */
    public CompletableFuture<Void> ended() {
        return ended.copy();
    }

    /**
     * Stops within ten seconds. Received messages are written and acknowledged if Kafka answers; the broker sends the
     * others again.
     */
    @Override
    public void close() {
        closing.countDown();
        boolean connected = serving.finish(new Bridge.End("closing", false));
        try {
            supervisor.join((connected ? CLOSE_LIMIT : IDLE_LIMIT).toMillis());
            if (supervisor.isAlive()) {
                supervisor.interrupt();
                supervisor.join();
            }
        } catch (InterruptedException e) {
            supervisor.interrupt();
            Thread.currentThread().interrupt();
        }
    }

    BrokerSession brokerSession() {
        return setting.brokerSession();
    }

    Optional<EndpointState> endpoint() {
        return endpoint;
    }

    /** What is heard on topics that no binding fits. */
    UnboundTraffic unbound() {
        return unbound;
    }

    /** The source of received times. */
    ReceivedClock clock() {
        return clock;
    }

    IngestCounters counters() {
        return counters;
    }

    private static SessionFile open(IngestConfig.Session session) {
        try {
            return session.file().isPresent()
                    ? SessionFile.open(session.file().get(), session.secret())
                    : SessionFile.none();
        } catch (IOException e) {
            throw new ConfigException(List.of(IngestConfig.SESSION_FILE.name() + " cannot be used: " + e.getMessage()));
        }
    }

    private static EndpointState open(EndpointConfig config, InstantSource clock) {
        try {
            return EndpointState.open(config, clock);
        } catch (EndpointException e) {
            throw new ConfigException(List.of(EndpointConfig.FOLDER.name() + " cannot be used: " + e.getMessage()));
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
            LOG.error("ingest ends after an unexpected error", e);
            ended.completeExceptionally(e);
        } finally {
            unbound.close();
            followers.close();
            heartbeatThread.shutdownNow();
            endpoint.ifPresent(EndpointState::close);
            setting.tracer().close();
        }
    }

    private void serveWithNewProducer() throws InterruptedException {
        try (RawPublisher publisher = RawPublisher.open(setting.config().kafka(), setting.session(), clock)) {
            failures = 0;
            followers.start();
            routes.awaitRead();
            boolean healthy = true;
            while (healthy && !isClosing()) {
                healthy = serveSource(publisher);
            }
        } catch (KafkaException e) {
            pause("Kafka at " + setting.config().kafka().bootstrapServers() + " cannot be written to: "
                    + e.getMessage());
        }
    }

    /** Serves one source of messages until it ends; false if the producer failed. */
    private boolean serveSource(RawPublisher publisher) throws InterruptedException {
        RequestedRoutes now = routes.current();
        MessageSource source = endpoint.isPresent()
                ? new DirectSource(setting, publisher, now, endpoint.get())
                : new Connection(setting, publisher, now);
        try {
            source.open();
        } catch (MqttSubscriberException | EndpointException e) {
            source.abort();
            pause(e.getMessage());
            return true;
        }
        Bridge.End end = serve(source, publisher);
        if (isClosing()) {
            source.end(DRAIN_LIMIT);
        }
        source.abort();
        pause(end.reason());
        return !end.kafkaFailed();
    }

    private Bridge.End serve(MessageSource source, RawPublisher publisher) throws InterruptedException {
        counters.connected();
        serving.set(source);
        source.apply(routes.current());
        subscribed.countDown();
        long began = System.nanoTime();
        List<ScheduledFuture<?>> heartbeats = List.of(
                heartbeatThread.scheduleAtFixedRate(source::heartbeat, 0, HEARTBEAT_MILLIS, TimeUnit.MILLISECONDS),
                heartbeatThread.scheduleAtFixedRate(source::step, STEP_MILLIS, STEP_MILLIS, TimeUnit.MILLISECONDS),
                heartbeatThread.scheduleAtFixedRate(
                        () -> unbound.step(publisher, source.ending()),
                        STEP_MILLIS,
                        STEP_MILLIS,
                        TimeUnit.MILLISECONDS));
        try {
            return isClosing()
                    ? new Bridge.End("closing", false)
                    : source.ending().end().get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("an end never fails", e);
        } finally {
            heartbeats.forEach(heartbeat -> heartbeat.cancel(false));
            serving.set(null);
            if (System.nanoTime() - began >= LASTING.toNanos()) {
                failures = 0;
            }
        }
    }

    private void pause(String reason) throws InterruptedException {
        if (isClosing()) {
            return;
        }
        failures++;
        Duration wait = PAUSES.pause(failures);
        LOG.warn("{}; trying again in {} s", reason, wait.toMillis() / 1e3);
        if (closing.await(wait.toMillis(), TimeUnit.MILLISECONDS)) {
            LOG.info("closing");
        }
    }

    private boolean isClosing() {
        return closing.getCount() == 0;
    }
}
