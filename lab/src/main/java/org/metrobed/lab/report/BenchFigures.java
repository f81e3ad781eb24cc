package org.metrobed.lab.report;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;
import java.util.Optional;
import org.metrobed.lab.cpu.CpuCost;
import org.metrobed.lab.parts.PartCost;
import org.metrobed.lab.path.PathResult;
import org.metrobed.lab.path.WholePath;

/**
 * All results of one run. Immutable.
 *
 * @param warmUp the phases that only warm up the JVM
 * @param measured the measured phases
 * @param parts the single parts; empty when they were not measured
 * @param delay the delays of single readings at a moderate rate
 * @param delayRate readings per second of that rate
 * @param windowDelay the delays of windows after their end and of readings through the API, empty when they were not measured
 * @param windowRate readings per second during that measurement
 * @param memory the largest sampled memory
 * @param windows number of closed windows
 * @param strays number of dead letters and conflicts; should be 0
 */
@RecordBuilder
public record BenchFigures(
        List<PathResult> warmUp,
        List<PathResult> measured,
        List<PartCost> parts,
        WholePath.Delays delay,
        long delayRate,
        Optional<WholePath.Delays> windowDelay,
        long windowRate,
        Memory memory,
        long windows,
        long strays) {

    /**
     * The largest memory in MiB.
     *
     * @param together memory of both at the same time
     * @param jvm resident memory of the JVM of everything except PostgreSQL
     * @param postgres memory of PostgreSQL
     */
    public record Memory(long together, long jvm, long postgres) {}

    public BenchFigures {
        warmUp = List.copyOf(warmUp);
        measured = List.copyOf(measured);
        parts = List.copyOf(parts);
    }

    /** Whether every reading has exactly one row and there are no other rows. */
    public boolean complete() {
        return strays == 0
                && warmUp.stream().allMatch(PathResult::complete)
                && measured.stream().allMatch(PathResult::complete);
    }

    /** The sum of the single parts for messages with this number of readings. */
    CpuCost isolated(int readingsPerMessage) {
        return parts.stream()
                .filter(part -> part.isOf(readingsPerMessage))
                .map(PartCost::cost)
                .reduce(CpuCost.NONE, CpuCost::plus);
    }

    /** The measured phase of messages with this number of readings. */
    Optional<PathResult> find(List<PathResult> phases, int readingsPerMessage) {
        return phases.stream()
                .filter(phase -> phase.readingsPerMessage() == readingsPerMessage)
                .findFirst();
    }
}
