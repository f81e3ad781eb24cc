package org.metrobed.analysis.correction;

import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.metrobed.analysis.quality.TestBits;
import org.metrobed.model.Observation;
import org.metrobed.model.QualityFlag;
import org.metrobed.model.Verdicts;

/** Verdicts of readings that were judged again, each from a full minute of log time on. Mutable until it is passed on. */
final class Judgements {

    private final Map<Long, NavigableMap<Long, Judgement>> byTime = new HashMap<>();

    /** Marks of tests, whose bits are above those of slots. */
    private static final long MARKS = AnnotatedTotals.MARKS;

    /** The verdicts of some tests, given by the bits of their slots, and some marks. */
    record Judgement(long slots, Verdicts verdicts) {

        /** The verdicts of these slots of {@code after}, where they differ from those of {@code before}. */
        static Judgement ofChanges(Verdicts before, Verdicts after) {
            long slots = (TestBits.marks(before) ^ TestBits.marks(after)) & MARKS;
            for (int slot = 0; slot < TestBits.SLOTS; slot++) {
                if (TestBits.verdict(before, slot) != TestBits.verdict(after, slot)) {
                    slots |= 1L << slot;
                }
            }
            return new Judgement(slots, after);
        }

        /**
         * These verdicts over those of the stream. The stream does not store what the next reading decides if the flag
         * stays; where another verdict changes, it counts.
         */
        private Verdicts over(Verdicts tests) {
            long marks = slots & MARKS;
            Verdicts judged = TestBits.mark(TestBits.unmark(tests, marks), TestBits.marks(verdicts) & marks);
            for (int slot = 0; slot < TestBits.SLOTS; slot++) {
                QualityFlag verdict = TestBits.verdict(verdicts, slot);
                boolean open = TestBits.verdict(tests, slot) == QualityFlag.NOT_EVALUATED && verdict != null;
                if (open || (slots >>> slot & 1) != 0) {
                    judged = TestBits.with(judged, slot, verdict);
                }
            }
            return judged;
        }
    }

    /** From a minute on, a reading has this judgement. */
    void put(long timeMicros, long minute, Judgement judgement) {
        NavigableMap<Long, Judgement> all = byTime.get(timeMicros);
        Judgement before = all == null ? null : all.lastEntry().getValue();
        if (before == null ? judgement.slots != 0 : !judgement.equals(before)) {
            byTime.computeIfAbsent(timeMicros, any -> new TreeMap<>()).put(minute, judgement);
        }
    }

    /** The minutes at which verdicts of a reading change. */
    Set<Long> minutes(long timeMicros) {
        NavigableMap<Long, Judgement> all = byTime.get(timeMicros);
        return all == null ? Set.of() : all.keySet();
    }

    /**
     * A reading with the verdicts that it has at a minute. Its tests were run in order of time: one that cannot be
     * evaluated there, too, as that of a first reading, does not keep it from being good.
     */
    Observation at(Observation reading, long minute) {
        NavigableMap<Long, Judgement> all = byTime.get(reading.phenomenonMicros());
        Map.Entry<Long, Judgement> valid = all == null ? null : all.floorEntry(minute);
        if (valid == null || valid.getValue().slots == 0) {
            return reading;
        }
        Verdicts tests = valid.getValue().over(reading.tests());
        QualityFlag flag = TestBits.overall(tests);
        return tests.equals(reading.tests()) && flag == reading.flag()
                ? reading
                : reading.with()
                        .tests(tests)
                        .flag(flag)
                        .cause(reading.cause().isComputed() ? reading.cause() : Observation.Cause.JUDGED)
                        .build();
    }
}
