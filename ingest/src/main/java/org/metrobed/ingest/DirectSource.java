package org.metrobed.ingest;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.IntConsumer;
import org.metrobed.ingest.endpoint.EndpointState;
import org.metrobed.ingest.endpoint.MessageLog;
import org.metrobed.ingest.endpoint.MqttEndpoint;
import org.metrobed.ingest.kafka.RawPublisher;
import org.metrobed.ingest.mqtt.Incoming;
import org.metrobed.ingest.route.Instances;
import org.metrobed.ingest.route.Subscriptions;
import org.metrobed.topics.KeyRules;
import org.metrobed.topics.Outgoing;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Clients that connect to ingest itself. Their messages go to Kafka on arrival, and are acknowledged when Kafka has stored
 * them. Thread-safe.
 */
final class DirectSource implements MessageSource, MessageLog {

    private static final Logger LOG = LoggerFactory.getLogger(DirectSource.class);

    private final Connection.Setting setting;
    private final RawPublisher publisher;
    private final EndpointState state;
    private final Subscriptions subscriptions;
    private final Ending ending;
    private final Drain drain;
    private final Heartbeats heartbeats;
    private final Set<DirectLine> lines = ConcurrentHashMap.newKeySet();
    private volatile RequestedRoutes applied;
    private volatile WantedTopics wanted;
    private volatile String marker = "";
    private MqttEndpoint endpoint;

    /** Not open yet; {@code state} outlives it. */
    DirectSource(Connection.Setting setting, RawPublisher publisher, RequestedRoutes routes, EndpointState state) {
        this.setting = setting;
        this.publisher = publisher;
        this.state = state;
        this.applied = routes;
        // each instance has clients of its own, and so takes all of their topics
        this.subscriptions = new Subscriptions(setting.config().mqtt().filters(), setting.session(), Instances.ONE);
        this.wanted = new WantedTopics(subscriptions.wanted(routes.list()));
        this.ending = new Ending(setting.counters());
        this.drain = new Drain(text -> marker = text);
        this.heartbeats =
                new Heartbeats(publisher, setting.config().kafka().topics(), ending, drain, setting.session());
    }

    @Override
    public synchronized void open() {
        drain.begin();
        endpoint = MqttEndpoint.start(state, this);
        LOG.info(
                "serving MQTT clients at port {}, {} to {}",
                setting.config().endpoint().orElseThrow().port(),
                wanted.filters(),
                setting.config().kafka().topics().raw().name());
    }

    @Override
    public synchronized void apply(RequestedRoutes routes) {
        if (routes.list().equals(applied.list()) || ending.isOver() || endpoint == null) {
            return;
        }
        applied = routes;
        WantedTopics before = wanted;
        wanted = new WantedTopics(subscriptions.wanted(routes.list()));
        takeRetained(before);
        LOG.info("serving {} for catalog version {}", wanted.filters(), routes.version());
    }

    /** Clients keep what is not acknowledged, so nothing waits here after the first heartbeat of a start or an outage. */
    @Override
    public void heartbeat() {
        heartbeats.heartbeat();
        drain.passed(marker);
    }

    @Override
    public void step() {
        heartbeats.step(setting.counters().messages());
    }

    @Override
    public Ending ending() {
        return ending;
    }

    @Override
    public int inFlight() {
        return lines.stream().mapToInt(DirectLine::inFlight).sum();
    }

    @Override
    public List<String> listTroubles() {
        return List.of();
    }

    @Override
    public void end(Duration drainLimit) throws InterruptedException {
        long deadline = System.nanoTime() + drainLimit.toNanos();
        endpoint.stopReading();
        for (DirectLine line : lines) {
            if (!line.awaitEmpty(Duration.ofNanos(Math.max(0, deadline - System.nanoTime())))) {
                break;
            }
        }
        abort();
    }

    @Override
    public synchronized void abort() {
        if (endpoint != null) {
            endpoint.close();
            endpoint = null;
        }
        lines.forEach(DirectLine::stop);
    }

    @Override
    public CommandSender.Outlet.Outcome publish(Outgoing command, long expirySeconds) {
        setting.unbound().passOver(command.topic());
        state.publish(command.topic(), command.payload().toByteArray(), Math.min(1, command.qos()), expirySeconds);
        return CommandSender.Outlet.Outcome.SENT;
    }

    @Override
    public boolean wants(String topic) {
        return wanted.wants(topic);
    }

    @Override
    public void hear(Incoming message) {
        setting.unbound().hear(message, false);
    }

    @Override
    public boolean overlaps(String filter) {
        return wanted.overlaps(filter);
    }

    @Override
    public Line open(IntConsumer acknowledge, Executor thread) {
        DirectLine line = new DirectLine(this, acknowledge, thread);
        lines.add(line);
        return line;
    }

    /** A line has ended. */
    void ended(DirectLine line) {
        lines.remove(line);
    }

    /** The key rules of the routes. */
    KeyRules rules() {
        return applied.rules();
    }

    RawSender sender(RawRecords records) {
        return new RawSender(publisher, records, setting.tracer());
    }

    RawRecords records() {
        return new RawRecords(setting.config().kafka().topics().raw().name(), rules(), setting.session());
    }

    UnboundTraffic unbound() {
        return setting.unbound();
    }

    IngestCounters counters() {
        return setting.counters();
    }

    /** A broker sends the retained messages of a new subscription; these were not in the log before. */
    private void takeRetained(WantedTopics before) {
        for (String filter : wanted.filters()) {
            state.forEachRetained(filter, (topic, payload, qos) -> {
                if (!before.wants(topic)) {
                    endpoint.store(new Incoming(topic, payload, qos, false, null, 0, true));
                }
            });
        }
    }
}
