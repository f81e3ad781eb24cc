package org.metrobed.ingest;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.metrobed.ingest.kafka.RawPublisher;
import org.metrobed.ingest.kafka.SidePublisher;
import org.metrobed.ingest.mqtt.Incoming;
import org.metrobed.ingest.unbound.HeldMessage;
import org.metrobed.ingest.unbound.UnboundListener;
import org.metrobed.ingest.unbound.UnboundTopics;
import org.metrobed.topics.RawHeaders;
import org.metrobed.topics.Topic;
import org.metrobed.topics.UnboundTopic;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What ingest hears on topics that no binding fits: it is reported on a Kafka topic of its own, and sent to the raw log when a catalog is
 * in force whose bindings fit it. It never ends or holds up the reception of messages: what cannot be sent is tried again. Thread-safe.
 */
final class UnboundTraffic implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(UnboundTraffic.class);
    private static final int STEPS_A_REPORT = 2;

    private final IngestConfig config;
    private final String session;
    private final Supplier<RequestedRoutes> routes;
    private final LongSupplier micros;
    private final UnboundTopics topics;
    private final WantedTopics stored;
    private final Optional<UnboundListener> listener;
    private final SidePublisher reports;
    private final AtomicInteger unconfirmed = new AtomicInteger();
    private final AtomicBoolean again = new AtomicBoolean();
    private volatile Bound bound = new Bound(List.of(), new WantedTopics(List.of()));
    private long drivenVersion = RequestedRoutes.NO_VERSION;
    private int steps;

    /** The topics that the bindings of some routes fit. */
    private record Bound(List<?> routes, WantedTopics topics) {}

    /**
     * Nothing is heard yet.
     *
     * @param session names this run of ingest
     * @param routes the routes of the newest catalog
     * @param micros received times, microseconds since 1970 UTC; no two are equal
     */
    UnboundTraffic(IngestConfig config, String session, Supplier<RequestedRoutes> routes, LongSupplier micros) {
        this.config = config;
        this.session = session;
        this.routes = routes;
        this.micros = micros;
        this.topics = new UnboundTopics(session);
        this.reports = new SidePublisher(config.kafka().bootstrapServers());
        this.stored = new WantedTopics(config.mqtt().filters());
        this.listener = config.endpoint().isPresent() || !isOn()
                ? Optional.empty()
                : Optional.of(new UnboundListener(
                        config.mqtt(), config.clientId() + "-unbound", filters(config), this::hearAtBroker));
    }

    /** Starts to listen at the broker; if clients connect to ingest itself, nothing is to be started. */
    void start() {
        listener.ifPresent(UnboundListener::start);
    }

    /** Takes a message if no binding fits it; {@code isStored}: it is in the raw log all the same. */
    void hear(Incoming message, boolean isStored) {
        boolean known =
                routes.get().version() != RequestedRoutes.NOT_READ; // else every topic would be one without a binding
        if (isOn() && known && !isBound(message.topic()) && !Drain.isMarker(message.topic())) {
            topics.hear(message, micros.getAsLong(), isStored);
        }
    }

    /** Ingest publishes to a topic: nobody needs to be told of it. */
    void passOver(String topic) {
        topics.passOver(topic);
    }

    /** Reports what is new, and sends what a binding fits now; called five times a second, by one thread. */
    void step(RawPublisher publisher, Ending ending) {
        if (!isOn() || ending.isOver() || unconfirmed.get() > 0) {
            return;
        }
        try {
            drive(publisher);
            steps++;
            if (steps % STEPS_A_REPORT == 0) {
                report();
            }
        } catch (KafkaException | IllegalStateException e) {
            LOG.debug("unbound topics cannot be reported now", e);
            again.set(true);
        }
    }

    /** The table of topics. */
    UnboundTopics topics() {
        return topics;
    }

    /** Whether it hears all that it is set to hear. */
    boolean isListening() {
        return isOn() && listener.map(UnboundListener::isListening).orElse(true);
    }

    @Override
    public void close() {
        listener.ifPresent(UnboundListener::close);
        reports.close();
    }

    private boolean isOn() {
        return !config.unboundFilters().isEmpty();
    }

    /** With several instances each hears its share. */
    private static List<String> filters(IngestConfig config) {
        return config.instances().isAlone()
                ? config.unboundFilters()
                : config.unboundFilters().stream()
                        .map(filter ->
                                "$share/" + config.mqtt().clientId().replaceAll("[/+#]", "_") + "-unbound/" + filter)
                        .toList();
    }

    private void hearAtBroker(Incoming message) {
        hear(message, stored.wants(message.topic()));
    }

    private boolean isBound(String topic) {
        RequestedRoutes now = routes.get();
        Bound known = bound;
        if (!known.routes().equals(now.list())) {
            known = new Bound(
                    now.list(),
                    new WantedTopics(now.list().stream()
                            .map(route -> route.topic().filter())
                            .toList()));
            bound = known;
        }
        return known.topics().wants(topic);
    }

    /** Messages are decoded by the catalog that is in force at the time of their record, so this waits for it. */
    private void drive(RawPublisher publisher) {
        RequestedRoutes now = routes.get();
        if ((now.version() == drivenVersion && !again.getAndSet(false))
                || now.version() == RequestedRoutes.NOT_READ
                || micros.getAsLong() / 1_000 < now.inForceMillis()) {
            return;
        }
        drivenVersion = now.version();
        RawRecords records = new RawRecords(config.kafka().topics().raw().name(), now.rules(), session);
        for (HeldMessage held : topics.listFitting(this::isBound)) {
            unconfirmed.incrementAndGet();
            try {
                publisher.send(
                        sent -> records.heard(held.message(), held.receivedMicros(), sent), (metadata, failure) -> {
                            if (failure == null) {
                                topics.remove(held);
                            }
                            settle(failure);
                        });
            } catch (KafkaException | IllegalStateException e) {
                settle(e);
                return;
            }
        }
    }

    private void report() {
        Topic<UnboundTopic> topic = config.kafka().topics().unbound();
        if (!topics.hasNews() || !reports.isReady(topic.name())) {
            return;
        }
        UnboundTopics.Report report = topics.report();
        for (UnboundTopic one : report.changed()) {
            send(topic.name(), topic.key().apply(one), topic.codec().encode(one));
        }
        for (String gone : report.gone()) {
            send(topic.name(), gone, null);
        }
    }

    private void send(String topic, String key, byte[] value) {
        long millis = micros.getAsLong() / 1_000;
        reports.send(new ProducerRecord<>(topic, null, millis, RawHeaders.text(key), value), (metadata, failure) -> {
            if (failure != null) {
                LOG.debug("a report of an unbound topic was not taken", failure);
            }
        });
    }

    private void settle(Exception failure) {
        unconfirmed.decrementAndGet();
        if (failure != null) {
            LOG.debug("a message of an unbound topic was not taken", failure);
            again.set(true);
        }
    }
}
