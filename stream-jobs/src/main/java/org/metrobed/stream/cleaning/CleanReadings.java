package org.metrobed.stream.cleaning;

import java.util.Comparator;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.metrobed.analysis.quality.TestBits;
import org.metrobed.model.Observation;
import org.metrobed.model.Verdicts;
import org.metrobed.stream.decode.Reading;
import org.metrobed.stream.decode.ReadingFormat;
import org.metrobed.stream.support.KeyTimer;
import org.metrobed.stream.support.ObservationFormat;
import org.metrobed.stream.support.StateFormatType;
import org.metrobed.stream.support.WaitingForLog;

/**
 * Orders, deduplicates and tests the readings of a datastream. Keyed by datastream.
 *
 * <p>State: one {@link CleaningState}: a few hundred bytes for a regular sensor, at most about 10 KiB of seen times,
 * plus the rows within the maximum out-of-orderness and the state of tests with windows. A datastream with peers also
 * keeps up to 32 values of each peer, and the values beyond the watermark.
 *
 * <p>If messages with several Kafka keys can have readings of the datastream, their readings come in any order. They are held until
 * the watermark says that the log is known up to their log time, and are then taken in the order of the log. State of held readings:
 * about 200 bytes each, of the last moment of the log; of more if one partition is read faster than another. Other
 * datastreams hold no reading, except the first ones after their key has changed: until the first of them is due.
 *
 * <p>Timers: one per log time with held readings, and one per key, moved at most once per idle timeout. Before a reading
 * is taken, the due deadlines of its key run; so the result depends on the log alone, not on when watermarks pass. The
 * steps of a datastream with peers are emitted by timers alone; one timer is moved with each reading.
 *
 * <p>Late readings are marked and processed. Duplicates and readings beyond the deduplication retention are marked and
 * go to {@link #OBSERVATIONS} alone. After 30 days of silence only the datastream's settings and clock are kept: tests
 * begin anew, and readings that are not newer than the newest reading are beyond the retention.
 */
public final class CleanReadings extends KeyedProcessFunction<String, Reading, CleanedStep> {

    private static final long serialVersionUID = 1L;

    /** Every revision of an observation, for the store. */
    public static final OutputTag<Observation> OBSERVATIONS =
            new OutputTag<>("observations", new StateFormatType<>(new ObservationFormat()));

    /** Values in order of phenomenon time, emitted at once; a later value may still change the flag. */
    public static final OutputTag<CleanedStep> VALUES =
            new OutputTag<>("values", new StateFormatType<>(new CleanedFormat()));

    /**
     * Readings in order of arrival, with duplicates, of datastreams with anomaly detection; one more when detection is
     * switched off.
     */
    public static final OutputTag<CleanedStep> ARRIVALS =
            new OutputTag<>("arrivals", new StateFormatType<>(new CleanedFormat()));

    /** Readings of one message keep the order in which they were decoded. */
    private static final Comparator<Reading> LOG_ORDER =
            Comparator.comparingInt(Reading::partition).thenComparingLong(Reading::offset);

    private final long retentionMillis;
    private transient Cleaner cleaner;
    private transient ValueState<CleaningState> states;
    private transient WaitingForLog<Reading> held;
    private transient Counter late;
    private transient Counter duplicates;
    private transient Counter beyondRetention;
    private transient Counter revised;

    /** @param retentionMillis the deduplication retention, milliseconds behind the newest reading */
    public CleanReadings(long retentionMillis) {
        this.retentionMillis = retentionMillis;
    }

    @Override
    public void open(OpenContext context) {
        cleaner = new Cleaner(retentionMillis);
        states = getRuntimeContext()
                .getState(new ValueStateDescriptor<>("cleaning", new StateFormatType<>(new CleaningStateFormat())));
        held = new WaitingForLog<>(getRuntimeContext(), "held", new ReadingFormat(), Reading::logMillis, LOG_ORDER);
        late = getRuntimeContext().getMetricGroup().counter("readingsLate");
        duplicates = getRuntimeContext().getMetricGroup().counter("readingsRepeated");
        beyondRetention = getRuntimeContext().getMetricGroup().counter("readingsBeyondHorizon");
        revised = getRuntimeContext().getMetricGroup().counter("readingsRevised");
    }

    @Override
    public void processElement(Reading reading, Context context, Collector<CleanedStep> out) throws Exception {
        CleaningState state = states.value();
        if (state == null) {
            state = new CleaningState();
        }
        if (reading.of() != null) {
            cleaner.receive(state, reading, context.timerService().currentWatermark());
            states.update(state);
            return;
        }
        if (mustWait(state, reading)) {
            held.add(reading, context.timerService());
            return;
        }
        take(state, reading, output(context, out));
        schedule(state, context.timerService());
        states.update(state);
    }

    /** Whether readings of other messages may still come that are before this one in the log. */
    private boolean mustWait(CleaningState state, Reading reading) throws Exception {
        long ordered = reading.orderedFromMillis();
        return ordered != Reading.ALWAYS && (ordered > state.lastReceivedMillis || !held.isEmpty());
    }

    private void take(CleaningState state, Reading reading, Cleaner.Output output) {
        cleaner.runDue(state, reading.logMillis(), output);
        cleaner.accept(state, reading, output);
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<CleanedStep> out) throws Exception {
        List<Reading> due = held.take(timestamp);
        boolean ends = KeyTimer.isEndOfRun(context.timerService()); // the end of a bounded run is not silence
        if (ends && due.isEmpty()) {
            return;
        }
        CleaningState state = states.value() == null ? new CleaningState() : states.value();
        if (timestamp == state.timerMillis) {
            state.timerMillis = KeyTimer.NONE;
        }
        Cleaner.Output output = output(context, out);
        due.forEach(reading -> take(state, reading, output));
        if (!due.isEmpty() && due.get(due.size() - 1).orderedFromMillis() != Reading.NEVER) {
            // from here on readings come in order, also those that waited for the first one
            long taken = state.lastReceivedMillis;
            held.takeAll(reading -> reading.orderedFromMillis() <= taken)
                    .forEach(reading -> take(state, reading, output));
        }
        if (!ends) {
            cleaner.release(state, timestamp, output);
            cleaner.runDue(state, timestamp, output);
        }
        schedule(state, context.timerService());
        states.update(state);
    }

    private void schedule(CleaningState state, TimerService timers) throws Exception {
        long before = state.timerMillis;
        state.timerMillis = KeyTimer.keep(timers, before, state.nextDeadlineMillis());
        if (state.timerMillis != before) {
            held.keepTimer(before, timers);
        }
    }

    private Cleaner.Output output(Context context, Collector<CleanedStep> out) {
        return new Cleaner.Output() {
            @Override
            public void store(Observation observation) {
                count(observation);
                context.output(OBSERVATIONS, observation);
            }

            @Override
            public void value(CleanedStep value) {
                context.output(VALUES, value);
            }

            @Override
            public void arrival(CleanedStep arrival) {
                context.output(ARRIVALS, arrival);
            }

            @Override
            public void step(CleanedStep step) {
                out.collect(step);
            }
        };
    }

    private void count(Observation observation) {
        Verdicts tests = observation.tests();
        if (observation.revision() > 0) {
            revised.inc();
        } else if (TestBits.has(tests, TestBits.BEYOND_RETENTION)) {
            beyondRetention.inc();
        } else if (TestBits.has(tests, TestBits.DUPLICATE)) {
            duplicates.inc();
        } else if (TestBits.has(tests, TestBits.LATE)) {
            late.inc();
        }
    }
}
