package org.metrobed.lab.path;

import java.util.List;
import org.metrobed.lab.cpu.CpuCost;
import org.metrobed.lab.cpu.PhaseMeter;
import org.metrobed.lab.load.Load;
import org.metrobed.lab.load.Sent;

/**
 * The result of one phase on the whole path. Immutable.
 *
 * @param load what was published
 * @param sent the published readings
 * @param committed number of new observations
 * @param use what the phase used, without the publisher, from the first message to the last committed row
 * @param checkpoints number of checkpoints that the pipeline wrote meanwhile
 */
public record PathResult(Load load, Sent sent, long committed, PhaseMeter.Use use, long checkpoints) {

    private static final int TOP_THREADS = 40;

    /** Readings per second, from the first message to the last committed row. */
    public double readingsPerSecond() {
        return sent.readings() / use.seconds();
    }

    /** The cost of a reading. */
    public CpuCost cost() {
        return use.cpu().perReading(sent.readings());
    }

    /** The threads with the highest use, as text. */
    public List<String> listThreads() {
        return use.cpu().listTopThreads(TOP_THREADS, sent.readings());
    }

    /** Whether every reading has one row. */
    public boolean complete() {
        return committed == sent.readings();
    }
}
