package org.metrobed.stream.cleaning;

import java.util.List;
import org.metrobed.analysis.quality.DecodedMarks;
import org.metrobed.analysis.quality.TestBits;
import org.metrobed.model.Observation;
import org.metrobed.model.QualityFlag;
import org.metrobed.model.Verdicts;

/** Processes rows in order: tests with history, verdicts about the row before, windows. Static functions only. */
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
     * Takes a row that was tested in order. The row before it is decided. The row is emitted, or held until the next
     * one.
     */
    static void pass(CleaningState state, Observation row, long logMillis, Cleaner.Output out) {
        long clock = row.phenomenonMicros();
        if (state.held != null) {
            Observation decided = revised(state, state.held, state.quality.decidedBits(), logMillis, out);
            PeerWait.step(state, step(state, decided, clock, logMillis), out);
            state.emittedMicros = clock;
            state.held = null;
        }
        CleanedStep step = step(state, row, clock, logMillis);
        out.value(step);
        if (state.run().awaitsNext(state.quality)) {
            state.held = row;
        } else {
            PeerWait.step(state, step, out);
            state.emittedMicros = clock;
        }
    }

    /** Emits the held row as it is, because no next row came in time. */
    static void giveUpVerdict(CleaningState state, long logMillis, Cleaner.Output out) {
        if (state.held != null) {
            PeerWait.step(state, step(state, state.held, state.held.phenomenonMicros(), logMillis), out);
            state.held = null;
        }
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

    /** The clock for windows: windows have not yet received the held row. */
    static long windowClock(CleaningState state) {
        return state.held == null ? state.clockMicros : state.held.phenomenonMicros();
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
