package org.metrobed.stream.cleaning;

import org.metrobed.analysis.quality.QualityState;
import org.metrobed.analysis.quality.TestBits;
import org.metrobed.model.Observation;
import org.metrobed.model.RawPosition;
import org.metrobed.stream.decode.Reading;

/**
 * The decisions of cleaning, without Flink. A first value leaves at once towards the store, tested by what can be tested
 * then. As far as the datastream's allowance waits for stragglers, values are put in the order of phenomenon time; in that
 * order the tests with history run, and values leave towards detectors. Where the verdict of a test comes with the next row
 * only, that row or the datastream's silence releases a value towards windows, with its final flag; where a value is held
 * against those of other datastreams, it waits for them then. A flag that changes on the way is a revision. A time that was seen before, or lies beyond the horizon within which that is known, goes to the
 * store alone, marked: only the store can compare it with what it has. Stateless: all it knows is handed in.
 */
public final class Cleaner {

    private static final long FORGET_STEP_MICROS = 3_600_000_000L;

    private final long horizonMicros;

    /** Where results go. */
    public interface Output {

        /** A revision of an observation, for the store; one before the other of the same time. */
        void store(Observation observation);

        /** A value in its order at once, for detectors; its flag may still change. Late ones never come. */
        void value(CleanedStep value);

        /** A first value of a watched datastream in the order of arrival, also one that only the store can place. */
        void arrival(CleanedStep arrival);

        /** A step with a final flag, for windows. */
        void step(CleanedStep step);
    }

    /** @param horizonMillis how far behind the newest reading repeats are known, milliseconds */
    public Cleaner(long horizonMillis) {
        this.horizonMicros = horizonMillis * 1_000;
    }

    /** Takes one reading; its datastream's due deadlines have been run. */
    public void accept(CleaningState state, Reading reading, Output out) {
        boolean watched = ArrivalReports.isAnomalyDetectionOn(state);
        state.use(reading.settings(), reading.logMillis());
        state.lastReceivedMillis = Math.max(state.lastReceivedMillis, reading.logMillis());
        ArrivalReports.tell(state, take(state, reading, out), watched, out);
    }

    private Observation take(CleaningState state, Reading reading, Output out) {
        long time = reading.phenomenonMicros();
        if (isBeyondHorizon(state, time)) {
            return stored(alone(state, reading, TestBits.BEYOND_HORIZON | TestBits.LATE), out);
        }
        if (!state.seen.add(time)) {
            return stored(alone(state, reading, TestBits.REPEAT), out);
        }
        return time < state.clockMicros ? late(state, reading, out) : first(state, reading, out);
    }

    private static Observation stored(Observation observation, Output out) {
        out.store(observation);
        return observation;
    }

    /**
     * Takes the value of a datastream that this one may be held against.
     *
     * @param watermarkMillis the log is known up to there, and what was due has been released; milliseconds
     */
    void hear(CleaningState state, Reading copy, long watermarkMillis) {
        if (state.peers == null) {
            state.peers = new PeerState();
        }
        PeerValue value = new PeerValue(
                copy.phenomenonMicros(),
                copy.value(),
                copy.logMillis(),
                new RawPosition(copy.partition(), copy.offset(), copy.index()));
        state.peers.hear(copy.of(), value, watermarkMillis);
    }

    /** Steps that waited for the values of others leave, up to a log time to which the log is known; milliseconds. */
    void release(CleaningState state, long logMillis, Output out) {
        PeerWait.release(state, logMillis, out);
    }

    /** Runs the deadlines that are due at a log time, milliseconds. */
    void runDue(CleaningState state, long logMillis, Output out) {
        if (!state.quiet && state.deadlineMillis() <= logMillis) {
            becomeQuiet(state, out);
        }
        if (state.quiet && state.seen.runs() > 0 && state.forgetMillis() <= logMillis) {
            forget(state);
        }
    }

    /** Nothing was received for the grace time: what waits leaves, the newest row without the verdict of a next one. */
    private static void becomeQuiet(CleaningState state, Output out) {
        long logMillis = state.deadlineMillis();
        state.clockMicros = Math.max(state.clockMicros, state.newestMicros);
        OrderedRows.release(state, state.clockMicros, logMillis, out);
        OrderedRows.giveUpVerdict(state, logMillis, out);
        state.quiet = true;
        state.toldMicros = state.clockMicros;
        PeerWait.step(
                state,
                new CleanedStep(
                        state.settings().datastream(),
                        null,
                        false,
                        state.clockMicros,
                        true,
                        logMillis,
                        state.settings()),
                out);
    }

    /** Nothing was received for long: what is older than the clock now lies beyond the horizon, and tests begin anew. */
    private static void forget(CleaningState state) {
        state.seen.forget(state.newestMicros + 1);
        state.quality = new QualityState();
        if (state.peers != null) {
            state.peers.forget(state.forgetMillis());
        }
    }

    private static Observation late(CleaningState state, Reading reading, Output out) {
        Observation observation = stored(alone(state, reading, TestBits.LATE), out);
        state.quiet = false;
        PeerWait.step(
                state,
                new CleanedStep(
                        reading.datastream(),
                        observation,
                        true,
                        OrderedRows.windowClock(state),
                        false,
                        state.lastReceivedMillis,
                        state.settings()),
                out);
        return observation;
    }

    private Observation first(CleaningState state, Reading reading, Output out) {
        long time = reading.phenomenonMicros();
        long logMillis = state.lastReceivedMillis;
        state.quiet = false;
        state.newestMicros = Math.max(state.newestMicros, time);
        long allowed = state.newestMicros - state.settings().maxOutOfOrdernessMillis() * 1_000;
        state.clockMicros = Math.max(state.clockMicros, allowed);
        OrderedRows.release(state, Math.min(time, state.clockMicros), logMillis, out);
        Observation observation;
        if (time <= state.clockMicros) {
            long bits = state.run().accept(state.quality, time, reading.value(), TestBits.NONE);
            observation = stored(observe(reading, state.open(bits, reading.value())), out);
            OrderedRows.pass(state, observation, logMillis, out);
        } else {
            observation = stored(alone(state, reading, TestBits.NONE), out);
            OrderedRows.insert(state.waiting, observation);
        }
        OrderedRows.release(state, state.clockMicros, logMillis, out);
        OrderedRows.tell(state, logMillis, out);
        if (state.newestMicros - horizonMicros > state.seen.knownFrom() + FORGET_STEP_MICROS) {
            state.seen.forget(state.newestMicros - horizonMicros);
        }
        return observation;
    }

    private boolean isBeyondHorizon(CleaningState state, long time) {
        return time < state.seen.knownFrom()
                || (state.newestMicros != CleaningState.NEVER && time < state.newestMicros - horizonMicros);
    }

    private static Observation alone(CleaningState state, Reading reading, long marks) {
        long bits = state.run().testAlone(reading.phenomenonMicros(), reading.value(), marks);
        return observe(reading, state.open(bits, reading.value()));
    }

    private static Observation observe(Reading reading, long bits) {
        return new Observation(
                reading.datastream(),
                reading.phenomenonMicros(),
                0,
                reading.value(),
                TestBits.overall(bits),
                bits,
                reading.redrivenMillis() == 0 ? Observation.Cause.ARRIVAL : Observation.Cause.REDRIVE,
                new RawPosition(reading.partition(), reading.offset(), reading.index()),
                reading.logMillis(),
                reading.catalogVersion(),
                reading.stated());
    }
}
