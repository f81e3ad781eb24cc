package org.metrobed.stream.cleaning;

import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.metrobed.core.model.Observation;
import org.metrobed.core.quality.TestBits;
import org.metrobed.stream.decode.Reading;
import org.metrobed.stream.support.FormType;
import org.metrobed.stream.support.ObservationForm;

/**
 * Orders, deduplicates and tests the readings of a datastream. Keyed by datastream.
 *
 * <p>State: one {@link CleaningState}, a few hundred bytes for a regular sensor, at most about 10 KiB of seen times plus the
 * rows within the allowance. Timers: one a key, moved at most once a grace time. A reading first runs its key's deadline
 * when that is due, so that the result depends on the log alone, not on when watermarks pass. Late readings go on marked;
 * repeats and readings beyond the horizon go to {@link #OBSERVATIONS} alone, marked. State is kept while the datastream is
 * in use: it holds the datastream's clock.
 */
public final class CleanReadings extends KeyedProcessFunction<String, Reading, Cleaned> {

    private static final long serialVersionUID = 1L;

    /** Every observation that the store is to have, in the order of arrival. */
    public static final OutputTag<Observation> OBSERVATIONS =
            new OutputTag<>("observations", new FormType<>(new ObservationForm()));

    private final long horizonMillis;
    private transient Cleaner cleaner;
    private transient ValueState<CleaningState> states;
    private transient Counter late;
    private transient Counter repeated;
    private transient Counter beyondHorizon;

    /** @param horizonMillis how far behind the newest reading repeats are known, milliseconds */
    public CleanReadings(long horizonMillis) {
        this.horizonMillis = horizonMillis;
    }

    @Override
    public void open(OpenContext context) {
        cleaner = new Cleaner(horizonMillis);
        states = getRuntimeContext()
                .getState(new ValueStateDescriptor<>("cleaning", new FormType<>(new CleaningStateForm())));
        late = getRuntimeContext().getMetricGroup().counter("readingsLate");
        repeated = getRuntimeContext().getMetricGroup().counter("readingsRepeated");
        beyondHorizon = getRuntimeContext().getMetricGroup().counter("readingsBeyondHorizon");
    }

    @Override
    public void processElement(Reading reading, Context context, Collector<Cleaned> out) throws Exception {
        CleaningState state = states.value();
        if (state == null) {
            state = new CleaningState();
        } else if (!state.quiet && state.deadlineMillis() <= reading.logMillis()) {
            cleaner.becomeQuiet(state, out::collect);
        }
        cleaner.accept(
                state,
                reading,
                observation -> {
                    count(observation.tests());
                    context.output(OBSERVATIONS, observation);
                },
                out::collect);
        if (!state.quiet && state.timerMillis == 0) {
            state.timerMillis = state.deadlineMillis();
            context.timerService().registerEventTimeTimer(state.timerMillis);
        }
        states.update(state);
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<Cleaned> out) throws Exception {
        if (context.timerService().currentWatermark() == Long.MAX_VALUE) {
            return; // the end of a bounded run is not silence
        }
        CleaningState state = states.value();
        state.timerMillis = 0;
        if (!state.quiet && state.deadlineMillis() <= timestamp) {
            cleaner.becomeQuiet(state, out::collect);
        } else if (!state.quiet) {
            state.timerMillis = state.deadlineMillis();
            context.timerService().registerEventTimeTimer(state.timerMillis);
        }
        states.update(state);
    }

    private void count(long tests) {
        if (TestBits.has(tests, TestBits.BEYOND_HORIZON)) {
            beyondHorizon.inc();
        } else if (TestBits.has(tests, TestBits.REPEAT)) {
            repeated.inc();
        } else if (TestBits.has(tests, TestBits.LATE)) {
            late.inc();
        }
    }
}
