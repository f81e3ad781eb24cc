package org.metrobed.lab.recording;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.metrobed.analysis.anomaly.Cause;
import org.metrobed.analysis.score.RaisedAlert;
import org.metrobed.analysis.score.TrueFault;

/**
 * Injects faults into a recording and scores the alerts. A fault is found if an alert opens from its begin to the tolerance after
 * its end. An alert that opens at the same time without the faults finds nothing: it is counted as false once, for the recording
 * as it is. Pure, immutable, thread-safe.
 *
 * @param seed the same seed gives the same faults
 * @param faults number of faults of each family in each recording, at least 1
 * @param tolerance how long after a fault an alert still counts for it
 */
public record RecordingScoring(long seed, int faults, Duration tolerance) {

    /** A shorter recording has no usual days before its first fault. */
    static final double LEAST_DAYS = 8;

    private static final int LEAST_READINGS = 100;

    public RecordingScoring {
        if (faults < 1 || tolerance.isNegative()) {
            throw new IllegalArgumentException("faults are " + faults + ", must be at least 1; the tolerance is "
                    + tolerance + ", must not be negative");
        }
    }

    /** Why a recording cannot be scored; empty if it can. */
    String refusal(Recording recording) {
        if (recording.days() < LEAST_DAYS) {
            return "has %.1f days, needs %.0f".formatted(recording.days(), LEAST_DAYS);
        }
        if (recording.readings().size() < LEAST_READINGS) {
            return "has " + recording.readings().size() + " readings, needs " + LEAST_READINGS;
        }
        if (!recording.settings().anomalyDetection().on()) {
            return "has no anomaly detection";
        }
        return new FaultPlacement(recording, seed).isPossible() ? "" : "has the same value throughout its first week";
    }

    /** Scores a recording that is not refused. */
    RecordingResult score(Recording recording) {
        List<RaisedAlert> plain = RecordedDetection.alerts(recording, recording.readings());
        List<RaisedAlert> wrong = plain.stream()
                .filter(alert -> !alert.detector().equals(Cause.SILENCE.code()))
                .toList();
        FaultPlacement placement = new FaultPlacement(recording, seed);
        int after = (int) wrong.stream()
                .filter(alert -> alert.fromMicros() >= placement.warmUpMicros())
                .count();
        Map<Baseline, Double> thresholds = new HashMap<>();
        Map<Baseline, List<RaisedAlert>> plainOf = new HashMap<>();
        for (Baseline baseline : Baseline.values()) {
            double threshold = baseline.threshold(recording, after, placement.warmUpMicros());
            thresholds.put(baseline, threshold);
            plainOf.put(baseline, baseline.alerts(recording, recording.readings(), threshold));
        }
        List<FamilyResult> families = new ArrayList<>();
        for (FaultKind kind : FaultKind.values()) {
            Tally tally = new Tally(recording.name(), kind.word());
            for (FaultedRecording run : placement.runs(kind, faults)) {
                tally.add(run.truth(), news(RecordedDetection.alerts(recording, run.readings()), plain));
                thresholds.forEach((baseline, threshold) -> tally.addBaseline(
                        baseline.word(),
                        run.truth(),
                        news(baseline.alerts(recording, run.readings(), threshold), plainOf.get(baseline))));
            }
            families.add(tally.result());
        }
        return new RecordingResult(
                recording.name(),
                recording.intervalMicros() / 1e6,
                recording.days(),
                wrong.size(),
                wrong.stream().map(RaisedAlert::detector).toList(),
                families);
    }

    private static List<RaisedAlert> news(List<RaisedAlert> alerts, List<RaisedAlert> plain) {
        Set<Long> known = new HashSet<>();
        plain.forEach(alert -> known.add(alert.fromMicros()));
        return alerts.stream()
                .filter(alert -> !known.contains(alert.fromMicros()))
                .toList();
    }

    /** Counts the runs of one family. */
    private final class Tally {
        private final String recording;
        private final String family;
        private final List<Double> delays = new ArrayList<>();
        private final Map<String, Integer> baselines = new HashMap<>();
        private int all;
        private int alerts;

        Tally(String recording, String family) {
            this.recording = recording;
            this.family = family;
        }

        void add(List<TrueFault> truth, List<RaisedAlert> raised) {
            all += truth.size();
            for (TrueFault fault : truth) {
                List<RaisedAlert> hits = hits(fault, raised);
                alerts += hits.size();
                hits.stream()
                        .mapToLong(hit -> Math.max(0, hit.fromMicros() - fault.fromMicros()))
                        .min()
                        .ifPresent(micros -> delays.add(micros / 1e6));
            }
        }

        void addBaseline(String baseline, List<TrueFault> truth, List<RaisedAlert> raised) {
            int found = (int) truth.stream()
                    .filter(fault -> !hits(fault, raised).isEmpty())
                    .count();
            baselines.merge(baseline, found, Integer::sum);
        }

        private List<RaisedAlert> hits(TrueFault fault, List<RaisedAlert> raised) {
            long until = fault.toMicros() + tolerance.toNanos() / 1_000;
            return raised.stream()
                    .filter(alert -> alert.fromMicros() >= fault.fromMicros() && alert.fromMicros() <= until)
                    .toList();
        }

        FamilyResult result() {
            return new FamilyResult(recording, family, all, delays.size(), alerts, delays, baselines);
        }
    }
}
