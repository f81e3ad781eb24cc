package org.metrobed.analysis.correction;

import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.metrobed.analysis.quality.TestBits;
import org.metrobed.model.Observation;
import org.metrobed.model.Verdicts;

/** Verdicts of readings that were judged again, each from a full minute of log time on. Mutable until it is passed on. */
final class Judgements {

    private final Map<Long, NavigableMap<Long, Judgement>> byTime = new HashMap<>();

    /** The verdicts of some tests, given by the bits of their slots. */
    record Judgement(long slots, Verdicts verdicts) {

        /** The verdicts of these slots of {@code after}, where they differ from those of {@code before}. */
        static Judgement ofChanges(Verdicts before, Verdicts after) {
            long slots = 0;
            for (int slot = 0; slot < TestBits.SLOTS; slot++) {
                if (TestBits.verdict(before, slot) != TestBits.verdict(after, slot)) {
                    slots |= 1L << slot;
                }
            }
            return new Judgement(slots, after);
        }

        private Verdicts over(Verdicts tests) {
            Verdicts judged = tests;
            for (int slot = 0; slot < TestBits.SLOTS; slot++) {
                if ((slots >>> slot & 1) != 0) {
                    judged = TestBits.with(judged, slot, TestBits.verdict(verdicts, slot));
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

    /** A reading with the verdicts that it has at a minute. */
    Observation at(Observation reading, long minute) {
        NavigableMap<Long, Judgement> all = byTime.get(reading.phenomenonMicros());
        Map.Entry<Long, Judgement> valid = all == null ? null : all.floorEntry(minute);
        Verdicts tests = valid == null ? reading.tests() : valid.getValue().over(reading.tests());
        return tests.equals(reading.tests())
                ? reading
                : reading.with()
                        .tests(tests)
                        .flag(TestBits.overall(tests))
                        .cause(reading.cause().isComputed() ? reading.cause() : Observation.Cause.JUDGED)
                        .build();
    }
}
