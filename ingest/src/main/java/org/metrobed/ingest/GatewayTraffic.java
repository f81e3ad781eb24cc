package org.metrobed.ingest;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * Messages and payload bytes of each gateway. The first {@value #MAX_GATEWAYS} gateways have their own counters,
 * because a counter cannot change its gateway. Others count as {@value #OTHER}, and so do names longer than {@value
 * #MAX_NAME} characters. Thread-safe.
 */
final class GatewayTraffic {

    static final int MAX_GATEWAYS = 1_000;
    static final int MAX_NAME = 128;
    static final String OTHER = "other";

    private final Map<String, Counter> counters = new ConcurrentHashMap<>();
    private final Counter other = new Counter();

    /**
     * Traffic of one gateway. Immutable.
     *
     * @param messages number of messages, including redelivered ones
     * @param bytes bytes of their payloads
     */
    record Traffic(long messages, long bytes) {}

    /** Counts a message; has no effect if its gateway is unknown, which is the empty name. */
    void received(String gateway, int payloadBytes) {
        if (!gateway.isEmpty()) {
            counter(gateway).add(payloadBytes);
        }
    }

    /** Traffic by gateway. */
    Map<String, Traffic> read() {
        Map<String, Traffic> traffic = new TreeMap<>();
        counters.forEach((gateway, counter) -> traffic.put(gateway, counter.read()));
        Traffic rest = other.read();
        if (rest.messages() > 0) {
            traffic.merge(OTHER, rest, (a, b) -> new Traffic(a.messages() + b.messages(), a.bytes() + b.bytes()));
        }
        return traffic;
    }

    private Counter counter(String gateway) {
        Counter known = counters.get(gateway);
        if (known != null) {
            return known;
        }
        if (gateway.length() > MAX_NAME || counters.size() >= MAX_GATEWAYS) {
            return other;
        }
        return counters.computeIfAbsent(gateway, name -> new Counter());
    }

    private static final class Counter {
        private final LongAdder messages = new LongAdder();
        private final LongAdder bytes = new LongAdder();

        void add(int payloadBytes) {
            messages.increment();
            bytes.add(payloadBytes);
        }

        Traffic read() {
            return new Traffic(messages.sum(), bytes.sum());
        }
    }
}
