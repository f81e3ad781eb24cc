package org.metrobed.stream.windows;

import java.util.function.Consumer;
import org.metrobed.core.model.Observation;
import org.metrobed.core.window.WindowAccumulator;
import org.metrobed.core.window.WindowRevision;
import org.metrobed.stream.cleaning.Cleaned;

/**
 * The decisions of windowing, without Flink. A window closes when its datastream's clock passes its end, or when the
 * datastream falls quiet. What comes later is gathered until the minute of log time ends and then leaves as one revision of
 * each window that it touches, numbered by that minute. Stateless: all it knows is handed in.
 */
public final class Windower {

    private static final long MINUTE_MILLIS = 60_000;

    private final long sizeMillis;

    /** @param sizeMillis length of the windows, milliseconds */
    public Windower(long sizeMillis) {
        this.sizeMillis = sizeMillis;
    }

    /** Takes one step; the due flush of late additions has been run. */
    public void accept(WindowState state, Cleaned step, Consumer<WindowRevision> out) {
        state.expected = Math.max(
                1, (int) Math.round(sizeMillis / (double) step.settings().intervalMillis()));
        if (step.observation() != null) {
            add(state, step.observation(), step.logMillis());
        }
        long clock = step.clockMicros();
        while (!state.open.isEmpty() && (step.quiet() || end(state.open.firstKey()) <= clock)) {
            WindowAccumulator window = state.open.pollFirstEntry().getValue();
            state.closedMicros = Math.max(state.closedMicros, end(window.startMicros()));
            out.accept(window.toRevision(step.datastream(), sizeMillis, 0, step.logMillis(), state.expected, false));
        }
        state.closedMicros = Math.max(state.closedMicros, start(clock));
    }

    /** Turns the late additions into revisions, as of the minute that they were gathered for. */
    void flush(WindowState state, String datastream, Consumer<WindowRevision> out) {
        int revision = Math.toIntExact(state.flushMillis / MINUTE_MILLIS);
        for (WindowAccumulator window : state.late.values()) {
            out.accept(window.toRevision(datastream, sizeMillis, revision, state.flushMillis, state.expected, true));
        }
        state.late.clear();
        state.flushMillis = 0;
    }

    private void add(WindowState state, Observation observation, long logMillis) {
        long start = start(observation.phenomenonMicros());
        if (end(start) > state.closedMicros) {
            state.open.computeIfAbsent(start, WindowAccumulator::new).add(observation);
            return;
        }
        state.late.computeIfAbsent(start, WindowAccumulator::new).add(observation);
        if (state.flushMillis == 0) {
            state.flushMillis = (logMillis / MINUTE_MILLIS + 1) * MINUTE_MILLIS;
        }
    }

    private long start(long micros) {
        long size = sizeMillis * 1_000;
        return Math.floorDiv(micros, size) * size;
    }

    private long end(long startMicros) {
        return startMicros + sizeMillis * 1_000;
    }
}
