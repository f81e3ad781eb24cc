package org.metrobed.ingest;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.metrobed.ingest.mqtt.Incoming;

/** Counters of one ingest since it started. Thread-safe. */
final class IngestCounters {

    private final LongAdder messages = new LongAdder();
    private final LongAdder bytes = new LongAdder();
    private final LongAdder confirmed = new LongAdder();
    private final LongAdder acknowledged = new LongAdder();
    private final LongAdder oversize = new LongAdder();
    private final LongAdder duplicates = new LongAdder();
    private final AtomicLong connections = new AtomicLong();
    private final AtomicLong failures = new AtomicLong();
    private final AckDelays delays = new AckDelays();
    private final GatewayTraffic gateways = new GatewayTraffic();
    private final CommandCounters commands = new CommandCounters();
    private final BrokerFigures broker;

    /** All zero; {@code queueLimit} messages fill the broker's queue. */
    IngestCounters(long queueLimit) {
        this.broker = new BrokerFigures(queueLimit);
    }

    AckDelays delays() {
        return delays;
    }

    GatewayTraffic gateways() {
        return gateways;
    }

    CommandCounters commands() {
        return commands;
    }

    BrokerFigures broker() {
        return broker;
    }

    /** Number of received messages. */
    long messages() {
        return messages.sum();
    }

    /** Counts a message; {@code gateway} is empty if the rule of its key names none. */
    void received(Incoming message, String gateway) {
        int size = message.payload().length;
        messages.increment();
        bytes.add(size);
        gateways.received(gateway, size);
        if (message.duplicate()) {
            duplicates.increment();
        }
        if (RawRecords.countParts(message) > 0) {
            oversize.increment();
        }
    }

    void confirmed() {
        confirmed.increment();
    }

    void acknowledged(long nanos) {
        acknowledged.increment();
        delays.add(nanos);
    }

    void connected() {
        connections.incrementAndGet();
    }

    void failed() {
        failures.incrementAndGet();
    }

    IngestMetrics read(int inFlight) {
        return IngestMetricsBuilder.builder()
                .messages(messages.sum())
                .bytes(bytes.sum())
                .confirmed(confirmed.sum())
                .acknowledged(acknowledged.sum())
                .inFlight(inFlight)
                .oversize(oversize.sum())
                .reconnects(Math.max(0, connections.get() - 1))
                .failures(failures.get())
                .ackSeconds(delays.sumSeconds())
                .maxAckSeconds(delays.maxSeconds())
                .duplicates(duplicates.sum())
                .brokerQueue(broker.queue())
                .brokerDropped(broker.dropped())
                .commands(commands.read())
                .build();
    }
}
