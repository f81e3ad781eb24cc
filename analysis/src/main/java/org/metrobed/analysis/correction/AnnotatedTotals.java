package org.metrobed.analysis.correction;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.metrobed.analysis.quality.TestBits;
import org.metrobed.analysis.quality.TotalStep;
import org.metrobed.model.Observation;
import org.metrobed.model.QualityFlag;
import org.metrobed.model.Verdicts;

/**
 * Judges the steps of a meter's totals without the readings that annotations call bad, as windows count them. Only the verdict
 * of {@link TotalStep} and its marks change. If a bad reading had the mark that its step is unknown, the next good one has
 * it, unless it goes on from the last good total before. One thread.
 */
final class AnnotatedTotals {

    /** The marks of {@link TotalStep}. */
    static final long MARKS = TestBits.RESET | TestBits.STEP_UNKNOWN;

    private static final int SLOT = TotalStep.TEST.slot();

    private final List<AnnotationEvent> events;
    private final Corrections corrections;
    private final TestsInOrder tests;

    /** @param events of the datastream, in any order; none if its readings are not totals */
    AnnotatedTotals(List<AnnotationEvent> events, TestsInOrder tests) {
        this.events = events.stream()
                .filter(event -> event.correction().changesReadings())
                .toList();
        this.corrections = new Corrections(this.events);
        this.tests = tests;
    }

    /** The full minutes of log time from which annotations of a time hold, or hold no more. */
    Set<Long> minutes(long micros) {
        Set<Long> minutes = new TreeSet<>();
        events.stream().filter(event -> event.contains(micros)).forEach(event -> minutes.add(event.holdsFromMillis()));
        return minutes;
    }

    /**
     * Verdicts with those of the steps between the readings that are not bad at a minute.
     *
     * @param judged the final verdicts of all readings by time; they may be changed
     * @param readings in order of time
     */
    Map<Long, Verdicts> over(Map<Long, Verdicts> judged, List<Observation> readings, long minute) {
        Steps steps = new Steps();
        readings.forEach(reading -> steps.add(reading, judged, minute));
        if (steps.kept.size() == readings.size() && !steps.changed) {
            return judged;
        }
        Map<Long, Verdicts> without = tests.run(steps.kept, steps.begins);
        judged.replaceAll((micros, all) -> {
            Verdicts own = without.get(micros);
            return own == null ? TestBits.unmark(all, MARKS) : withSteps(all, own, steps.begins.contains(micros));
        });
        return judged;
    }

    private static Verdicts withSteps(Verdicts all, Verdicts own, boolean isUnknown) {
        Verdicts with =
                TestBits.verdict(own, SLOT) == null ? all : TestBits.with(all, SLOT, TestBits.verdict(own, SLOT));
        long marks = isUnknown ? TestBits.STEP_UNKNOWN : TestBits.marks(own) & MARKS;
        return TestBits.mark(TestBits.unmark(with, MARKS), marks);
    }

    /** The readings that are not bad, and those from which on nothing before counts. */
    private final class Steps {

        private final List<Observation> kept = new ArrayList<>();
        private final Set<Long> begins = new HashSet<>();
        private boolean changed;
        /** The last good total before bad ones; NaN if there is none. */
        private double base = Double.NaN;
        /** The last bad total. */
        private double bad;
        /** Whether the step to a bad one since the last good one was unknown. */
        private boolean unknown;

        void add(Observation reading, Map<Long, Verdicts> judged, long minute) {
            Observation corrected = corrections.at(reading, minute);
            Verdicts own = judged.get(reading.phenomenonMicros());
            if (TestBits.has(corrected.tests(), TestBits.CORRECTED) && corrected.flag() == QualityFlag.FAIL) {
                unknown |= own.isStepUnknown() || reading.tests().isStepUnknown();
                bad = reading.result();
                return;
            }
            changed |= !corrected.equals(reading);
            kept.add(corrected);
            if (TestBits.verdict(own, SLOT) == QualityFlag.GOOD) {
                double value = corrected.result();
                if (unknown && !(Math.abs(value - base) < Math.abs(value - bad))) {
                    begins.add(reading.phenomenonMicros());
                }
                unknown = false;
                base = value;
            }
        }
    }
}
