package org.metrobed.api.metrics;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.metrobed.api.alert.AlertStore;
import org.metrobed.api.progress.AsOf;
import org.metrobed.api.raw.RawLogReader;
import org.metrobed.model.Liveness;
import org.metrobed.model.Severity;
import org.metrobed.store.deadletter.DeadLetterCount;
import org.metrobed.store.deadletter.DeadLetterReader;
import org.metrobed.store.liveness.LivenessReader;
import org.metrobed.store.observation.ConflictReader;

/** Metrics of the pipeline, from the store and the raw log. Thread-safe. */
public final class PipelineMetrics {

    private final Remembered<List<DeadLetterCount>> deadLetters;
    private final Remembered<List<Liveness>> gateways;
    private final Remembered<Map<Severity, Long>> alerts;
    private final Remembered<Map<Severity, Long>> calling;
    private final Remembered<OptionalLong> rawEnd;
    private final Remembered<Map<String, Long>> conflicts;
    private final Remembered<Instant> committed;

    /** Reads from these readers. */
    public PipelineMetrics(Readers readers, RawLogReader raw, AsOf asOf, InstantSource clock) {
        this.deadLetters = new Remembered<>(asOf::check, readers.deadLetters()::countAll, clock);
        this.gateways = new Remembered<>(
                asOf::check, () -> readers.liveness().list(Liveness.Kind.GATEWAY, Optional.empty()), clock);
        this.alerts = new Remembered<>(asOf::check, readers.alerts().alerts()::countOpen, clock);
        this.calling = new Remembered<>(asOf::check, () -> readers.alerts().countCalling(clock.instant()), clock);
        this.rawEnd = new Remembered<>(() -> {}, raw::findNewestMillis, clock);
        ConflictTotals totals = new ConflictTotals(readers.conflicts()::count, clock);
        this.conflicts = new Remembered<>(asOf::check, () -> totals.countUpTo(asOf.committed()), clock);
        this.committed = new Remembered<>(asOf::check, asOf::committed, clock);
    }

    /** The readers of the store. Immutable. */
    public record Readers(
            DeadLetterReader deadLetters, LivenessReader liveness, AlertStore alerts, ConflictReader conflicts) {}

    /** Adds the metrics. */
    public void register(Metrics metrics) {
        metrics.gauges(
                "metrobed_dead_letters",
                "Dead letters by the reason and stage of their newest attempt; settled ones gave readings later.",
                List.of("reason", "stage", "state"),
                out -> deadLetters
                        .find()
                        .orElse(List.of())
                        .forEach(count -> out.is(
                                (double) count.count(),
                                count.reason().code(),
                                count.stage(),
                                count.state().word())));
        metrics.gauges(
                "metrobed_conflicts",
                "Values whose time had another value before, received up to the committed log time, by test-bed.",
                List.of("testbed"),
                out -> conflicts.find().orElse(Map.of()).forEach((testbed, count) -> out.is((double) count, testbed)));
        metrics.gauges(
                "metrobed_gateways",
                "Gateways that were ever seen, by the last status that they sent.",
                List.of("status"),
                out -> gateways.find().ifPresent(all -> countGateways(all, out)));
        metrics.gauges(
                "metrobed_alerts_open", "Open alerts by severity.", List.of("severity"), out -> count(alerts, out));
        metrics.gauges(
                "metrobed_alerts_calling",
                "Open alerts that notify people, by severity: they have no parent alert, nobody has acknowledged"
                        + " them, and"
                        + " nothing silences them.",
                List.of("severity"),
                out -> count(calling, out));
        metrics.gauge(
                "metrobed_raw_lag_seconds",
                "Time from the committed log time to the newest record of the raw log.",
                this::lagSeconds);
    }

    private static void count(Remembered<Map<Severity, Long>> bySeverity, Metrics.Labelled out) {
        bySeverity
                .find()
                .ifPresent(counts -> counts.forEach((severity, count) -> out.is((double) count, severity.word())));
    }

    private static void countGateways(List<Liveness> all, Metrics.Labelled out) {
        for (Liveness.Status status : Liveness.Status.values()) {
            long count =
                    all.stream().filter(gateway -> gateway.status() == status).count();
            out.is((double) count, status.word());
        }
    }

    private double lagSeconds() {
        OptionalLong end = rawEnd.find().orElse(OptionalLong.empty());
        Instant known = committed.find().orElse(Instant.EPOCH);
        if (end.isEmpty() || known.equals(Instant.EPOCH)) {
            return Double.NaN;
        }
        return Math.max(0, end.getAsLong() - known.toEpochMilli()) / 1e3;
    }
}
