package org.metrobed.stream.cleaning;

import java.util.List;
import org.metrobed.analysis.quality.DecodedMarks;
import org.metrobed.analysis.quality.TestBits;
import org.metrobed.model.Observation;
import org.metrobed.model.QualityFlag;
import org.metrobed.model.Verdicts;

/** Processes rows in order: tests with history, verdicts about rows before, windows. Static functions only. */
final class OrderedRows {

    private OrderedRows() {}

    /** Releases the waiting rows up to this time: the tests with history run. */
    static void release(CleaningState state, long upToMicros, long logMillis, Cleaner.Output out) {
        int released = 0;
        while (released < state.waiting.size() && state.waiting.get(released).phenomenonMicros() <= upToMicros) {
            Observation next = state.waiting.get(released++);
            Verdicts bits = state.run()
                    .accept(state.quality, next.phenomenonMicros(), next.result(), DecodedMarks.of(next.tests()));
            pass(state, tested(state, next, bits, logMillis, out), logMillis, out);
        }
        if (released == state.waiting.size()) {
            state.waiting.clear();
        } else if (released > 0) {
            state.waiting.subList(0, released).clear();
        }
    }

    /**
     * Takes a row that was tested in order. The rows before it that it decides are emitted. The row is emitted, or held
     * until later rows decide it.
     */
    static void pass(CleaningState state, Observation row, long logMillis, Cleaner.Output out) {
        List<Observation> held = state.held;
        int open = state.run().open(state.quality);
        int leaving = Math.max(0, held.size() - Math.max(0, open - 1));
        for (int i = 0; i < held.size(); i++) {
            held.set(i, decided(state, i, i >= leaving, logMillis, out));
        }
        long own = row.phenomenonMicros();
        for (int i = 0; i < leaving; i++) {
            long clock = i + 1 < held.size() ? held.get(i + 1).phenomenonMicros() : own;
            PeerWait.step(state, step(state, held.get(i), clock, logMillis), out);
            state.emittedMicros = clock;
        }
        if (leaving > 0) {
            held.subList(0, leaving).clear();
        }
        CleanedStep step = step(state, row, own, logMillis);
        out.value(step);
        if (open > 0) {
            held.add(row);
        } else {
            PeerWait.step(state, step, out);
            state.emittedMicros = own;
        }
    }

    /** A held row after the decision of the newest one. If it stays, it keeps verdicts that do not change its flag, too. */
    private static Observation decided(
            CleaningState state, int place, boolean stays, long logMillis, Cleaner.Output out) {
        Observation row = state.held.get(place);
        Verdicts bits = state.quality.decided(state.held.size() - place, row.tests());
        Observation revised = revised(state, row, bits, logMillis, out);
        return stays && revised.flag() == row.flag() ? row.withTests(state.open(bits, row.result())) : revised;
    }

    /** Emits the held rows as they are, because no next row came in time. */
    static void giveUpVerdict(CleaningState state, long logMillis, Cleaner.Output out) {
        for (Observation row : state.held) {
            PeerWait.step(state, step(state, row, row.phenomenonMicros(), logMillis), out);
        }
        state.held.clear();
        state.quality.giveUp();
    }

    /** A row that waited, with the verdicts that it gets in order: each difference is a revision. */
    private static Observation tested(
            CleaningState state, Observation row, Verdicts ownBits, long logMillis, Cleaner.Output out) {
        Verdicts bits = state.open(ownBits, row.result());
        QualityFlag flag = TestBits.overall(bits);
        boolean same = flag == row.flag() && bits.equals(row.tests());
        return same ? row : revision(row, flag, bits, logMillis, out);
    }

    private static Observation revision(
            Observation row, QualityFlag flag, Verdicts bits, long logMillis, Cleaner.Output out) {
        Observation revised = row.revised(flag, bits, logMillis);
        out.store(revised);
        return revised;
    }

    private static Observation revised(
            CleaningState state, Observation row, Verdicts ownBits, long logMillis, Cleaner.Output out) {
        Verdicts bits = state.open(ownBits, row.result());
        QualityFlag flag = TestBits.overall(bits);
        if (flag == row.flag()) {
            // if the peer tests are still open, their revision carries all verdicts
            return bits.equals(row.tests()) || state.settings().peers().isNone() ? row : row.withTests(bits);
        }
        return revision(row, flag, bits, logMillis, out);
    }

    /** Sends windows a tick if the clock advanced without a row. */
    static void emitClock(CleaningState state, long logMillis, Cleaner.Output out) {
        long clock = windowClock(state);
        if (state.emittedMicros < clock) {
            state.emittedMicros = clock;
            PeerWait.step(
                    state,
                    new CleanedStep(
                            state.settings().datastream(), null, false, clock, false, logMillis, state.settings()),
                    out);
        }
    }

    /** The clock for windows: windows have not yet received the held rows. */
    static long windowClock(CleaningState state) {
        return state.held.isEmpty() ? state.clockMicros : state.held.get(0).phenomenonMicros();
    }

    private static CleanedStep step(CleaningState state, Observation row, long clockMicros, long logMillis) {
        return new CleanedStep(row.datastream(), row, false, clockMicros, false, logMillis, state.settings());
    }

    /** Inserts a row into the waiting rows, by phenomenon time. */
    static void insert(List<Observation> waiting, Observation observation) {
        int at = waiting.size();
        while (at > 0 && waiting.get(at - 1).phenomenonMicros() > observation.phenomenonMicros()) {
            at--;
        }
        waiting.add(at, observation);
    }
}
