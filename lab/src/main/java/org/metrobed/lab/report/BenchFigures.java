package org.metrobed.lab.report;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;
import java.util.Optional;
import org.metrobed.lab.cpu.CpuCost;
import org.metrobed.lab.cpu.MemoryMeter;
import org.metrobed.lab.load.CityPlan;
import org.metrobed.lab.parts.PartCost;
import org.metrobed.lab.path.IdleUse;
import org.metrobed.lab.path.PathResult;
import org.metrobed.lab.path.WholePath;

/**
 * All results of one run. Immutable.
 *
 * @param city the city
 * @param idle what an idle run uses
 * @param warmUp the phases that only warm up the JVM
 * @param measured the measured phases
 * @param parts the parts of the floor; empty when they were not measured
 * @param delays the delays at the pace of the city
 * @param memory the largest sampled memory
 * @param rows what the readings led to
 */
@RecordBuilder
public record BenchFigures(
        CityPlan city,
        IdleUse idle,
        List<PathResult> warmUp,
        List<PathResult> measured,
        List<PartCost> parts,
        WholePath.Delays delays,
        MemoryMeter.Peaks memory,
        Rows rows) {

    /**
     * Numbers of rows.
     *
     * @param windows closed windows
     * @param revisions revisions of observations, by verdicts that were known later
     * @param alerts alerts
     * @param strays dead letters and conflicts; should be 0
     */
    public record Rows(long windows, long revisions, long alerts, long strays) {}

    public BenchFigures {
        warmUp = List.copyOf(warmUp);
        measured = List.copyOf(measured);
        parts = List.copyOf(parts);
    }

    /** Whether every reading has exactly one row, there are no other rows, and alerts were opened. */
    public boolean complete() {
        return rows.strays() == 0
                && rows.alerts() > 0
                && warmUp.stream().allMatch(PathResult::complete)
                && measured.stream().allMatch(PathResult::complete);
    }

    /** The floor for messages with this number of readings: the sum of its parts; empty when it was not measured. */
    Optional<CpuCost> floor(int readingsPerMessage) {
        return parts.stream()
                .filter(part -> part.isOf(readingsPerMessage))
                .map(PartCost::cost)
                .reduce(CpuCost::plus);
    }
}
