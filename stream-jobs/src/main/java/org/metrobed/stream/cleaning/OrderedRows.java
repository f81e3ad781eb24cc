package org.metrobed.stream.cleaning;

import java.util.List;
import org.metrobed.analysis.quality.TestBits;
import org.metrobed.model.Observation;
import org.metrobed.model.QualityFlag;

/** What becomes of rows that are in their order: tests with history, verdicts on the row before, windows. Static functions only. */
final class OrderedRows {

    private OrderedRows() {}

    /** Those that wait and lie at or before this time have found their place: the tests with history run. */
    static void release(CleaningState state, long upToMicros, long logMillis, Cleaner.Output out) {
        int released = 0;
        while (released < state.waiting.size() && state.waiting.get(released).phenomenonMicros() <= upToMicros) {
            Observation next = state.waiting.get(released++);
            long bits = state.run().accept(state.quality, next.phenomenonMicros(), next.result(), TestBits.NONE);
            pass(state, revised(state, next, bits, logMillis, out), logMillis, out);
        }
        if (released == state.waiting.size()) {
            state.waiting.clear();
        } else if (released > 0) {
            state.waiting.subList(0, released).clear();
        }
    }

    /** A row was tested in its order: the one before it is decided, and it leaves, or is held for the next one. */
    static void pass(CleaningState state, Observation row, long logMillis, Cleaner.Output out) {
        long clock = row.phenomenonMicros();
        if (state.held != null) {
            Observation decided = revised(state, state.held, state.quality.decidedBits(), logMillis, out);
            PeerWait.step(state, step(state, decided, clock, logMillis), out);
            state.toldMicros = clock;
            state.held = null;
        }
        CleanedStep step = step(state, row, clock, logMillis);
        out.value(step);
        if (state.run().awaitsNext(state.quality)) {
            state.held = row;
        } else {
            PeerWait.step(state, step, out);
            state.toldMicros = clock;
        }
    }

    /** No next row came in time: the one that is held leaves as it is. */
    static void giveUpVerdict(CleaningState state, long logMillis, Cleaner.Output out) {
        if (state.held != null) {
            PeerWait.step(state, step(state, state.held, state.held.phenomenonMicros(), logMillis), out);
            state.held = null;
        }
    }

    private static Observation revised(
            CleaningState state, Observation row, long ownBits, long logMillis, Cleaner.Output out) {
        long bits = state.open(ownBits, row.result());
        QualityFlag flag = TestBits.overall(bits);
        if (flag == row.flag()) {
            // where others are still to judge it, their revision tells all verdicts
            return bits == row.tests() || state.settings().peers().isNone() ? row : row.withTests(bits);
        }
        Observation revised = row.revised(flag, bits, logMillis);
        out.store(revised);
        return revised;
    }

    /** Tells windows of a clock that moved on without a row. */
    static void tell(CleaningState state, long logMillis, Cleaner.Output out) {
        long clock = windowClock(state);
        if (state.toldMicros < clock) {
            state.toldMicros = clock;
            PeerWait.step(
                    state,
                    new CleanedStep(
                            state.settings().datastream(), null, false, clock, false, logMillis, state.settings()),
                    out);
        }
    }

    /** What is held is still to come for windows. */
    static long windowClock(CleaningState state) {
        return state.held == null ? state.clockMicros : state.held.phenomenonMicros();
    }

    private static CleanedStep step(CleaningState state, Observation row, long clockMicros, long logMillis) {
        return new CleanedStep(row.datastream(), row, false, clockMicros, false, logMillis, state.settings());
    }

    /** Puts a row among those that wait, by phenomenon time. */
    static void insert(List<Observation> waiting, Observation observation) {
        int at = waiting.size();
        while (at > 0 && waiting.get(at - 1).phenomenonMicros() > observation.phenomenonMicros()) {
            at--;
        }
        waiting.add(at, observation);
    }
}
