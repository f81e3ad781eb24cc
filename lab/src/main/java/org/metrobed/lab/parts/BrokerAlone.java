package org.metrobed.lab.parts;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.metrobed.config.Secret;
import org.metrobed.embedded.EmbeddedMqttBroker;
import org.metrobed.ingest.IngestConfig;
import org.metrobed.ingest.mqtt.Incoming;
import org.metrobed.ingest.mqtt.MqttConfig;
import org.metrobed.ingest.mqtt.MqttSubscriber;
import org.metrobed.lab.load.Load;
import org.metrobed.lab.load.PublisherProcess;
import org.metrobed.lab.load.Sent;

/** Measures the broker with a subscriber of ingest that only acknowledges. One thread. */
final class BrokerAlone implements AutoCloseable {

    private static final long LIMIT_NANOS = 120_000_000_000L;

    private final EmbeddedMqttBroker broker;
    private final MqttSubscriber subscriber;
    private final LongAdder received = new LongAdder();

    private BrokerAlone(EmbeddedMqttBroker broker) {
        this.broker = broker;
        this.subscriber = new MqttSubscriber(new MqttConfig(
                broker.url(),
                "",
                Secret.NONE,
                "bench-subscriber",
                List.of("metrobed/v1/#"),
                IngestConfig.DEFAULT_IN_FLIGHT));
    }

    static BrokerAlone start(Path folder) {
        BrokerAlone alone = new BrokerAlone(EmbeddedMqttBroker.start(folder, 0));
        alone.subscriber.open(alone.new Acknowledging());
        return alone;
    }

    /** Measures messages with this number of readings. */
    PartCost measure(int things, int readingsPerMessage, long seconds) {
        Load load = new Load(broker.url(), things, readingsPerMessage, 0, seconds, Long.MAX_VALUE, 1);
        long before = received.sum();
        try (PublisherProcess publisher = PublisherProcess.start(load)) {
            PartMeasurement measurement = PartMeasurement.begin();
            Sent sent = publisher.publish().join();
            awaitReceived(before + sent.messages());
            return measurement.end(PartCost.Part.BROKER, readingsPerMessage, sent.readings());
        }
    }

    @Override
    public void close() {
        subscriber.close();
        broker.close();
    }

    private void awaitReceived(long messages) {
        long deadline = System.nanoTime() + LIMIT_NANOS;
        while (received.sum() < messages) {
            if (System.nanoTime() - deadline > 0) {
                throw new IllegalStateException("the broker delivered " + received.sum() + " of " + messages);
            }
            LockSupport.parkNanos(1_000_000);
        }
    }

    /** Receives a message and discards it. */
    private final class Acknowledging implements MqttSubscriber.Listener {

        @Override
        public void accept(Incoming message) {
            subscriber.acknowledge(message.messageId());
            received.increment();
        }

        @Override
        public void lost(String reason) {
            System.err.println("the bare subscriber lost its connection: " + reason);
        }
    }
}
