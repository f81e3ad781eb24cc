package org.metrobed.stream.sink;

import java.util.concurrent.atomic.LongAdder;
import org.metrobed.store.write.WriteResult;

/** The rows that the sinks of this process have written, by outcome, since it started. Thread-safe. */
public final class WrittenRows {

    private static final LongAdder APPENDED = new LongAdder();
    private static final LongAdder REPLAYED = new LongAdder();
    private static final LongAdder CONFLICTS = new LongAdder();
    private static final LongAdder DIVERGED = new LongAdder();

    private WrittenRows() {}

    /** Receives a number of rows. */
    @FunctionalInterface
    public interface Numbers {
        /** Rows with this outcome: {@code appended}, {@code replayed}, {@code conflict} or {@code diverged}. */
        void are(String outcome, long rows);
    }

    /** Tells the number of rows of each outcome. */
    public static void tell(Numbers numbers) {
        numbers.are("appended", APPENDED.sum());
        numbers.are("replayed", REPLAYED.sum());
        numbers.are("conflict", CONFLICTS.sum());
        numbers.are("diverged", DIVERGED.sum());
    }

    static void count(WriteResult result) {
        APPENDED.add(result.appended());
        REPLAYED.add(result.replayed());
        CONFLICTS.add(result.conflicts());
        DIVERGED.add(result.diverged());
    }
}
