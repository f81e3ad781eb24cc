package org.metrobed.ingest;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.metrobed.ingest.kafka.RawPublisher;
import org.metrobed.ingest.mqtt.MqttSubscriber;
import org.metrobed.ingest.mqtt.MqttSubscriberException;
import org.metrobed.ingest.route.Subscriptions;
import org.metrobed.topics.Outgoing;
import org.metrobed.tracing.MessageTracer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection to the broker from its opening to its end: its subscriptions, its messages and its heartbeats.
 * Thread-safe.
 */
final class Connection implements MessageSource {

    /** A filter that may now belong to another instance is kept for this number of heartbeats. */
    static final int LEAVE_HEARTBEATS = 30;

    private static final Logger LOG = LoggerFactory.getLogger(Connection.class);

    private final IngestConfig config;
    private final IngestCounters counters;
    private final UnboundTraffic unbound;
    private final BrokerSession brokerSession;
    private final MqttSubscriber subscriber;
    private final Subscriptions subscriptions;
    private final Drain drain;
    private final Bridge bridge;
    private final Heartbeats heartbeats;
    private final Unsubscriptions leaving;
    private RequestedRoutes applied;
    private long messagesAtHeartbeat;
    private boolean aborted;
    private Set<String> subscribed = Set.of();
    private volatile Set<String> refused = Set.of();

    /**
     * The common settings of all connections of one ingest.
     *
     * @param session the name of this run of ingest in the raw log
     * @param brokerSession the session at the broker, which is kept after the run
     * @param unbound what is heard on topics that no binding fits
     */
    record Setting(
            IngestConfig config,
            String session,
            BrokerSession brokerSession,
            IngestCounters counters,
            MessageTracer tracer,
            UnboundTraffic unbound) {}

    /**
     * A connection that is not open yet.
     *
     * @param routes the initial routes
     * @throws MqttSubscriberException if the broker's address is invalid
     */
    Connection(Setting setting, RawPublisher publisher, RequestedRoutes routes) {
        this.config = setting.config();
        this.counters = setting.counters();
        this.unbound = setting.unbound();
        this.applied = routes;
        this.brokerSession = setting.brokerSession();
        this.subscriber = new MqttSubscriber(config.mqtt(), brokerSession.clientId());
        this.subscriptions =
                new Subscriptions(config.mqtt().filters(), config.mqtt().clientId(), config.instances());
        int leaveHeartbeats = config.instances().isAlone() ? 0 : LEAVE_HEARTBEATS;
        this.leaving = new Unsubscriptions(
                leaveHeartbeats, gone -> subscriber.requests().unsubscribe(gone));
        this.drain = new Drain(this::publishMarker);
        RawRecords records = new RawRecords(config.kafka().topics().raw().name(), routes.rules(), setting.session());
        this.bridge = new Bridge(
                new RawSender(publisher, records, setting.tracer()), records, subscriber::acknowledge, counters, drain);
        this.heartbeats = new Heartbeats(publisher, config.kafka().topics(), bridge.ending(), drain, setting.session());
    }

    /** Connects and subscribes. Unsubscribes filters of an earlier run's session that are no longer needed. */
    @Override
    public synchronized void open() {
        brokerSession.connected(subscriber.connect(bridge));
        Set<String> wanted = subscriptions.wanted(applied.list());
        subscribe(wanted);
        subscriber.requests().trySubscribe(BrokerFigures.TOPICS);
        Set<String> gone = subscriptions.forms(applied.everFilters());
        gone.addAll(subscriptions.forms(List.of(IngestConfig.DEFAULT_FILTERS.split(","))));
        leaving.leave(gone, wanted);
        beginDrain();
        LOG.info(
                "serving {} from {} to {}",
                wanted,
                config.mqtt().url(),
                config.kafka().topics().raw().name());
    }

    /** First the keys, then new filters, then the removal of old filters. */
    @Override
    public synchronized void apply(RequestedRoutes routes) {
        if (routes.list().equals(applied.list()) || bridge.ending().isOver()) {
            return;
        }
        bridge.use(routes.rules());
        applied = routes;
        Set<String> before = subscribed;
        Set<String> wanted = subscriptions.wanted(routes.list());
        if (wanted.equals(before)) {
            return;
        }
        try {
            subscribe(wanted);
            leaving.leave(before, wanted);
            LOG.info("serving {} for catalog version {}", wanted, routes.version());
        } catch (MqttSubscriberException e) {
            bridge.ending().finish(new Bridge.End(e.getMessage(), false));
        }
    }

    @Override
    public void heartbeat() {
        long messages = counters.messages();
        drain.heartbeat(messages == messagesAtHeartbeat && bridge.inFlight() == 0);
        messagesAtHeartbeat = messages;
        heartbeats.heartbeat();
        leaving.heartbeat();
    }

    @Override
    public void step() {
        heartbeats.step(counters.messages());
    }

    @Override
    public Outcome publish(Outgoing command, long expirySeconds) {
        unbound.passOver(command.topic());
        try {
            int qos = command.qos() == 0 ? 0 : 1;
            return subscriber
                            .requests()
                            .publish(command.topic(), command.payload().toByteArray(), qos, expirySeconds)
                    ? Outcome.SENT
                    : Outcome.REFUSED;
        } catch (MqttSubscriberException e) {
            return Outcome.AWAY;
        }
    }

    @Override
    public Ending ending() {
        return bridge.ending();
    }

    @Override
    public int inFlight() {
        return bridge.inFlight();
    }

    @Override
    public List<String> listTroubles() {
        return refused.isEmpty() ? List.of() : List.of("the broker refuses to subscribe " + refused);
    }

    /** Disconnects if all received messages are confirmed within the limit, otherwise cuts the connection off. */
    @Override
    public void end(Duration drainLimit) throws InterruptedException {
        if (bridge.drain(drainLimit)) {
            subscriber.close();
        }
        abort();
    }

    /** Cuts the connection off. Reports it if the connection had ended because another client took the session over. */
    @Override
    public void abort() {
        if (!aborted && subscriber.wasTakenOver()) {
            brokerSession.takenOver();
        }
        aborted = true;
        bridge.stop();
        subscriber.abort();
    }

    /**
     * If the broker refuses the filter of a route, this is logged and the other filters are served. A refused
     * configured filter is a fatal error.
     */
    private void subscribe(Set<String> wanted) {
        Set<String> asked = new TreeSet<>(wanted);
        asked.removeAll(subscribed);
        List<String> no = subscriber.requests().subscribe(asked);
        if (no.stream().anyMatch(config.mqtt().filters()::contains)) {
            throw new MqttSubscriberException(
                    "MQTT broker " + config.mqtt().url() + " refuses to subscribe " + no, null);
        }
        if (!no.isEmpty()) {
            LOG.error("the broker refuses to subscribe {}: their messages are lost", no);
        }
        Set<String> all = new TreeSet<>(no);
        refused.stream().filter(wanted::contains).forEach(all::add);
        refused = Set.copyOf(all);
        subscribed = Set.copyOf(wanted);
    }

    private void beginDrain() {
        boolean deaf = !subscriber
                .requests()
                .subscribe(List.of(Drain.topic(config.clientId())))
                .isEmpty();
        drain.begin();
        if (deaf) {
            drain.refused();
        }
    }

    private void publishMarker(String text) {
        String topic = Drain.topic(config.clientId());
        subscriber.requests().tryPublish(topic, text.getBytes(US_ASCII), drain::refused);
    }
}
