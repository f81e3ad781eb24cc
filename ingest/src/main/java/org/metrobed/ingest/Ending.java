package org.metrobed.ingest;

import java.util.concurrent.CompletableFuture;

/** The end of a source of messages, with its first reason. Thread-safe. */
final class Ending {

    private final IngestCounters counters;
    private final CompletableFuture<Bridge.End> end = new CompletableFuture<>();

    Ending(IngestCounters counters) {
        this.counters = counters;
    }

    /** Kafka permanently refused a record. */
    void fail(Exception failure) {
        counters.failed();
        finish(new Bridge.End("Kafka refused a record: " + failure, true));
    }

    /** Ends the source for a reason. */
    void finish(Bridge.End reason) {
        end.complete(reason);
    }

    boolean isOver() {
        return end.isDone();
    }

    /** Completes with the end. */
    CompletableFuture<Bridge.End> end() {
        return end;
    }
}
