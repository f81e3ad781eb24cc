package org.metrobed.lab.path;

import java.util.List;
import org.metrobed.lab.cpu.CpuCost;
import org.metrobed.lab.load.Sent;

/**
 * One phase on the whole path. Immutable.
 *
 * @param readingsPerMessage of its messages
 * @param sent what was published
 * @param committed how many observations more there are than before
 * @param seconds from the first message to the last committed row
 * @param cost of a reading, the publisher excluded
 * @param threads those that used most, as text
 */
public record PathResult(
        int readingsPerMessage, Sent sent, long committed, double seconds, CpuCost cost, List<String> threads) {

    public PathResult {
        threads = List.copyOf(threads);
    }

    /** From publish to committed row. */
    public double readingsPerSecond() {
        return sent.readings() / seconds;
    }

    /** From publish to committed row. */
    public double messagesPerSecond() {
        return sent.messages() / seconds;
    }

    /** Whether every reading is one row. */
    public boolean complete() {
        return committed == sent.readings();
    }
}
