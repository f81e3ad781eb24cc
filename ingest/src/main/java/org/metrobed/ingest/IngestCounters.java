package org.metrobed.ingest;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;

/** What one ingest has done since it started. Thread-safe. */
final class IngestCounters {

    private final LongAdder messages = new LongAdder();
    private final LongAdder bytes = new LongAdder();
    private final LongAdder confirmed = new LongAdder();
    private final LongAdder acknowledged = new LongAdder();
    private final LongAdder oversize = new LongAdder();
    private final LongAdder ackNanos = new LongAdder();
    private final LongAccumulator maxAckNanos = new LongAccumulator(Math::max, 0);
    private final AtomicLong connections = new AtomicLong();
    private final AtomicLong failures = new AtomicLong();

    void received(int payloadBytes) {
        messages.increment();
        bytes.add(payloadBytes);
    }

    void confirmed() {
        confirmed.increment();
    }

    void acknowledged(long nanos) {
        acknowledged.increment();
        ackNanos.add(nanos);
        maxAckNanos.accumulate(nanos);
    }

    void oversize() {
        oversize.increment();
    }

    void connected() {
        connections.incrementAndGet();
    }

    void failed() {
        failures.incrementAndGet();
    }

    IngestMetrics read(int inFlight) {
        return new IngestMetrics(
                messages.sum(),
                bytes.sum(),
                confirmed.sum(),
                acknowledged.sum(),
                inFlight,
                oversize.sum(),
                Math.max(0, connections.get() - 1),
                failures.get(),
                ackNanos.sum() / 1e9,
                maxAckNanos.get() / 1e9);
    }
}
