package org.metrobed.stream.cleaning;

import java.util.List;
import java.util.function.Consumer;
import org.metrobed.core.model.DatastreamSettings;
import org.metrobed.core.model.Observation;
import org.metrobed.core.model.QualityFlag;
import org.metrobed.core.model.RawPosition;
import org.metrobed.core.quality.GrossRange;
import org.metrobed.core.quality.TestBits;
import org.metrobed.stream.decode.Reading;

/**
 * The decisions of cleaning, without Flink. A first value leaves at once towards the store; in the order of phenomenon
 * time, as far as the datastream's allowance waits for stragglers, it leaves towards windows and detectors. A time that was
 * seen before, or lies beyond the horizon within which that is known, goes to the store alone, marked: only the store can
 * compare it with what it has. Stateless: all it knows is handed in.
 */
public final class Cleaner {

    private static final long FORGET_STEP_MICROS = 3_600_000_000L;

    private final long horizonMicros;

    /** @param horizonMillis how far behind the newest reading repeats are known, milliseconds */
    public Cleaner(long horizonMillis) {
        this.horizonMicros = horizonMillis * 1_000;
    }

    /** Takes one reading; its datastream's due deadline has been run. */
    public void accept(CleaningState state, Reading reading, Consumer<Observation> toStore, Consumer<Cleaned> inOrder) {
        if (reading.settings() != null) {
            state.settings = reading.settings();
        }
        state.lastReceivedMillis = Math.max(state.lastReceivedMillis, reading.logMillis());
        long time = reading.phenomenonMicros();
        if (isBeyondHorizon(state, time)) {
            toStore.accept(observe(state, reading, TestBits.BEYOND_HORIZON | TestBits.LATE));
        } else if (!state.seen.add(time)) {
            toStore.accept(observe(state, reading, TestBits.REPEAT));
        } else {
            first(state, reading, toStore, inOrder);
        }
    }

    /** Runs the deadline of a datastream that nothing was received from for its grace time. */
    void becomeQuiet(CleaningState state, Consumer<Cleaned> inOrder) {
        long logMillis = state.deadlineMillis();
        state.clockMicros = Math.max(state.clockMicros, state.newestMicros);
        release(state, logMillis, inOrder);
        state.quiet = true;
        inOrder.accept(tick(state, logMillis));
    }

    private void first(CleaningState state, Reading reading, Consumer<Observation> toStore, Consumer<Cleaned> inOrder) {
        long time = reading.phenomenonMicros();
        boolean late = time < state.clockMicros;
        Observation observation = observe(state, reading, late ? TestBits.LATE : TestBits.NONE);
        toStore.accept(observation);
        state.quiet = false;
        if (late) {
            inOrder.accept(new Cleaned(
                    reading.datastream(),
                    observation,
                    true,
                    state.clockMicros,
                    false,
                    state.lastReceivedMillis,
                    state.settings));
            return;
        }
        state.newestMicros = Math.max(state.newestMicros, time);
        long allowed = state.newestMicros - state.settings.allowanceMillis() * 1_000;
        state.clockMicros = Math.max(state.clockMicros, allowed);
        insert(state.waiting, observation);
        release(state, state.lastReceivedMillis, inOrder);
        if (state.newestMicros - horizonMicros > state.seen.knownFrom() + FORGET_STEP_MICROS) {
            state.seen.forget(state.newestMicros - horizonMicros);
        }
    }

    private boolean isBeyondHorizon(CleaningState state, long time) {
        return time < state.seen.knownFrom()
                || (state.newestMicros != CleaningState.NEVER && time < state.newestMicros - horizonMicros);
    }

    private static void insert(List<Observation> waiting, Observation observation) {
        int at = waiting.size();
        while (at > 0 && waiting.get(at - 1).phenomenonMicros() > observation.phenomenonMicros()) {
            at--;
        }
        waiting.add(at, observation);
    }

    private static void release(CleaningState state, long logMillis, Consumer<Cleaned> inOrder) {
        int released = 0;
        long told = CleaningState.NEVER;
        while (released < state.waiting.size() && state.waiting.get(released).phenomenonMicros() <= state.clockMicros) {
            Observation next = state.waiting.get(released++);
            told = next.phenomenonMicros();
            inOrder.accept(new Cleaned(next.datastream(), next, false, told, false, logMillis, state.settings));
        }
        if (released == state.waiting.size()) {
            state.waiting.clear();
        } else if (released > 0) {
            state.waiting.subList(0, released).clear();
        }
        if (told != state.clockMicros && !state.waiting.isEmpty()) {
            inOrder.accept(new Cleaned(
                    state.settings.datastream(), null, false, state.clockMicros, false, logMillis, state.settings));
        }
    }

    private static Cleaned tick(CleaningState state, long logMillis) {
        return new Cleaned(
                state.settings.datastream(), null, false, state.clockMicros, true, logMillis, state.settings);
    }

    private static Observation observe(CleaningState state, Reading reading, long marks) {
        DatastreamSettings settings = state.settings;
        QualityFlag range = GrossRange.TEST.verdict(
                reading.value(),
                settings.failLow(),
                settings.failHigh(),
                settings.suspectLow(),
                settings.suspectHigh());
        long tests = TestBits.with(marks, GrossRange.TEST.slot(), range);
        return new Observation(
                reading.datastream(),
                reading.phenomenonMicros(),
                0,
                reading.value(),
                TestBits.overall(tests),
                tests,
                reading.redrivenMillis() == 0 ? Observation.Cause.ARRIVAL : Observation.Cause.REDRIVE,
                new RawPosition(reading.partition(), reading.offset(), reading.index()),
                reading.receivedMillis(),
                reading.catalogVersion());
    }
}
