package org.metrobed.lab.path;

import java.util.List;
import org.metrobed.lab.cpu.CpuCost;
import org.metrobed.lab.load.Sent;

/**
 * The result of one phase on the whole path. Immutable.
 *
 * @param readingsPerMessage readings in a message
 * @param sent the published readings
 * @param committed number of new observations
 * @param seconds from the first message to the last committed row
 * @param cost the cost of a reading, without the publisher
 * @param threads the threads with the highest use, as text
 */
public record PathResult(
        int readingsPerMessage, Sent sent, long committed, double seconds, CpuCost cost, List<String> threads) {

    public PathResult {
        threads = List.copyOf(threads);
    }

    /** Readings per second, from the first message to the last committed row. */
    public double readingsPerSecond() {
        return sent.readings() / seconds;
    }

    /** Messages per second, from the first message to the last committed row. */
    public double messagesPerSecond() {
        return sent.messages() / seconds;
    }

    /** Whether every reading has one row. */
    public boolean complete() {
        return committed == sent.readings();
    }
}
