package org.metrobed.lab.report;

import java.util.List;
import java.util.Optional;
import org.metrobed.lab.cpu.CpuCost;
import org.metrobed.lab.parts.PartCost;
import org.metrobed.lab.path.Delay;
import org.metrobed.lab.path.PathResult;

/**
 * All that one run has measured. Immutable.
 *
 * @param warmUp the phases before the JVM was warm
 * @param measured the phases that count
 * @param parts the bare parts; empty when they were left out
 * @param delay at a moderate rate
 * @param delayRate readings a second of that rate
 * @param windowDelay from the end of a window, empty when it was not measured
 * @param windowRate readings a second meanwhile
 * @param memory the largest memory seen
 * @param windows closed
 * @param strays dead letters and conflicts; there should be none
 */
public record BenchFigures(
        List<PathResult> warmUp,
        List<PathResult> measured,
        List<PartCost> parts,
        Delay delay,
        long delayRate,
        Optional<Delay> windowDelay,
        long windowRate,
        Memory memory,
        long windows,
        long strays) {

    /**
     * The largest memory, MiB.
     *
     * @param together of both at one time
     * @param jvm resident memory of the JVM with everything but PostgreSQL
     * @param postgres of PostgreSQL
     */
    public record Memory(long together, long jvm, long postgres) {}

    public BenchFigures {
        warmUp = List.copyOf(warmUp);
        measured = List.copyOf(measured);
        parts = List.copyOf(parts);
    }

    /** Whether every reading became exactly one row, and nothing else. */
    public boolean complete() {
        return strays == 0
                && warmUp.stream().allMatch(PathResult::complete)
                && measured.stream().allMatch(PathResult::complete);
    }

    /** What the parts come to together for messages of so many readings. */
    CpuCost isolated(int readingsPerMessage) {
        return parts.stream()
                .filter(part -> part.isOf(readingsPerMessage))
                .map(PartCost::cost)
                .reduce(CpuCost.NONE, CpuCost::plus);
    }

    /** The measured phase of messages of so many readings. */
    Optional<PathResult> find(List<PathResult> phases, int readingsPerMessage) {
        return phases.stream()
                .filter(phase -> phase.readingsPerMessage() == readingsPerMessage)
                .findFirst();
    }
}
