package org.metrobed.ingest;

import java.util.concurrent.atomic.LongAdder;

/** Counts of command outcomes. Thread-safe. */
final class CommandCounters {

    private final LongAdder sent = new LongAdder();
    private final LongAdder expired = new LongAdder();
    private final LongAdder repeated = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final LongAdder unreadable = new LongAdder();

    void sent() {
        sent.increment();
    }

    void expired() {
        expired.increment();
    }

    void repeated() {
        repeated.increment();
    }

    void refused() {
        refused.increment();
    }

    void unreadable() {
        unreadable.increment();
    }

    IngestMetrics.Commands read() {
        return new IngestMetrics.Commands(sent.sum(), expired.sum(), repeated.sum(), refused.sum(), unreadable.sum());
    }
}
