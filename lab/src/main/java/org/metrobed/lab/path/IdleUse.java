package org.metrobed.lab.path;

import java.util.List;
import org.metrobed.lab.cpu.MemoryMeter;
import org.metrobed.lab.cpu.PhaseMeter;

/**
 * What an all-in-one run uses while nothing is published. Immutable.
 *
 * @param use processor time and written bytes
 * @param threads number of threads of the JVM, with those of the JVM itself
 * @param transactions number of transactions of the database
 * @param memory the memory at the end
 */
public record IdleUse(PhaseMeter.Use use, long threads, long transactions, MemoryMeter.Memory memory) {

    private static final int TOP_THREADS = 40;

    /** Percent of a core, without the JVM's compilers. */
    public double corePercent() {
        return use.cpu().steadyPercent(use.seconds());
    }

    /** Transactions a second. */
    public double transactionsPerSecond() {
        return transactions / use.seconds();
    }

    /** The threads with the highest use, as text; microseconds a second. */
    public List<String> listThreads() {
        return use.cpu().listTopThreads(TOP_THREADS, Math.round(use.seconds()));
    }
}
