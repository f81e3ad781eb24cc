package org.metrobed.stream.cleaning;

import org.metrobed.analysis.quality.QualityState;
import org.metrobed.analysis.quality.TestBits;
import org.metrobed.model.Observation;
import org.metrobed.model.ObservationBuilder;
import org.metrobed.model.QualityFlag;
import org.metrobed.model.RawPosition;
import org.metrobed.model.Verdicts;
import org.metrobed.stream.decode.Reading;

/**
 * The decisions of cleaning, without Flink. A new reading is stored immediately. Within the datastream's maximum
 * out-of-orderness, values are sorted by phenomenon time. In that order the tests with history run and values are sent
 * to detectors. A reading that is late, or waits for its place in the order, is tested only by the tests that need no
 * history; it is not good as long as another test is left to do.
 *
 * <p>A value is sent to windows when its flag is final. If a test decides about a row by the next row, that row or the
 * idle timeout makes the flag final. If the datastream has peers, the value then waits for their values. Each change of
 * a flag is a revision.
 *
 * <p>Duplicates and readings beyond the deduplication retention are marked and go to the store alone: only the store
 * can compare them with its rows. Stateless: all state is passed in.
 */
public final class Cleaner {

    private static final long FORGET_STEP_MICROS = 3_600_000_000L;

    private final long retentionMicros;

    /** Receives the results. */
    public interface Output {

        /** A revision of an observation, for the store; revisions of one time come in order. */
        void store(Observation observation);

        /**
         * A value in order of phenomenon time, for detectors; its flag may still change. Late readings are not passed
         * to this method.
         */
        void value(CleanedStep value);

        /** A reading with anomaly detection, in order of arrival; also duplicates and readings beyond the retention. */
        void arrival(CleanedStep arrival);

        /** A step with a final flag, for windows. */
        void step(CleanedStep step);
    }

    /** @param retentionMillis the deduplication retention, milliseconds behind the newest reading */
    public Cleaner(long retentionMillis) {
        this.retentionMicros = retentionMillis * 1_000;
    }

    /** Takes one reading. The due deadlines of its datastream must have been run before. */
    public void accept(CleaningState state, Reading reading, Output out) {
        boolean wasOn = ArrivalReports.isAnomalyDetectionOn(state);
        state.use(reading.settings(), reading.logMillis());
        state.lastReceivedMillis = Math.max(state.lastReceivedMillis, reading.logMillis());
        ArrivalReports.report(state, take(state, reading, out), wasOn, out);
    }

    private Observation take(CleaningState state, Reading reading, Output out) {
        long time = reading.phenomenonMicros();
        if (isBeyondRetention(state, time)) {
            return stored(
                    alone(state, reading, TestBits.BEYOND_RETENTION | TestBits.LATE | replaces(state, reading)), out);
        }
        if (!state.seen.add(time)) {
            return stored(alone(state, reading, TestBits.DUPLICATE | replaces(state, reading)), out);
        }
        return time < state.clockMicros ? late(state, reading, out) : first(state, reading, out);
    }

    /** The mark of a value that replaces the one stored first; a validated value replaces a provisional one alone. */
    private static long replaces(CleaningState state, Reading reading) {
        boolean replaces = switch (state.settings().options().repeats()) {
            case FIRST -> false;
            case LAST -> true;
            case APPROVAL -> (reading.marks() & TestBits.VALIDATED) != 0;
        };
        return replaces ? TestBits.REPLACES : TestBits.NONE;
    }

    private static Observation stored(Observation observation, Output out) {
        out.store(observation);
        return observation;
    }

    /**
     * Takes a value of a peer of this datastream.
     *
     * @param watermarkMillis the log is known up to this time, and due steps have been emitted; milliseconds
     */
    void receive(CleaningState state, Reading copy, long watermarkMillis) {
        if (state.peers == null) {
            state.peers = new PeerState();
        }
        PeerValue value = new PeerValue(
                copy.phenomenonMicros(),
                copy.value(),
                copy.logMillis(),
                new RawPosition(copy.partition(), copy.offset(), copy.index()));
        state.peers.receive(copy.of(), value, watermarkMillis);
    }

    /** Emits the steps that waited for peer values, up to a log time up to which the log is known; milliseconds. */
    void release(CleaningState state, long logMillis, Output out) {
        PeerWait.release(state, logMillis, out);
    }

    /** Runs the deadlines that are due at a log time, milliseconds. */
    void runDue(CleaningState state, long logMillis, Output out) {
        if (!state.idle && state.deadlineMillis() <= logMillis) {
            becomeIdle(state, out);
        }
        if (state.idle && state.seen.runs() > 0 && state.forgetMillis() <= logMillis) {
            forget(state);
        }
    }

    /**
     * Makes the datastream idle: nothing was received for the idle timeout. All waiting rows are emitted, the newest
     * without the verdict of a next row.
     */
    private static void becomeIdle(CleaningState state, Output out) {
        long logMillis = state.deadlineMillis();
        state.clockMicros = Math.max(state.clockMicros, state.newestMicros);
        OrderedRows.release(state, state.clockMicros, logMillis, out);
        OrderedRows.giveUpVerdict(state, logMillis, out);
        state.idle = true;
        state.emittedMicros = state.clockMicros;
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

    /**
     * Forgets a datastream that is silent for long: times older than the clock are beyond the retention, and tests
     * begin anew.
     */
    private static void forget(CleaningState state) {
        state.seen.forget(state.newestMicros + 1);
        state.quality = new QualityState();
        if (state.peers != null) {
            state.peers.forget(state.forgetMillis());
        }
    }

    private static Observation late(CleaningState state, Reading reading, Output out) {
        Observation observation = stored(alone(state, reading, TestBits.LATE), out);
        state.idle = false;
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
        state.idle = false;
        state.newestMicros = Math.max(state.newestMicros, time);
        long allowed = state.newestMicros - state.settings().maxOutOfOrdernessMillis() * 1_000;
        state.clockMicros = Math.max(state.clockMicros, allowed);
        OrderedRows.release(state, Math.min(time, state.clockMicros), logMillis, out);
        Observation observation;
        if (time <= state.clockMicros) {
            Verdicts bits = state.run().accept(state.quality, time, reading.value(), reading.marks());
            Verdicts opened = state.open(bits, reading.value());
            observation = stored(observe(reading, opened, TestBits.overall(opened)), out);
            OrderedRows.pass(state, observation, logMillis, out);
        } else {
            observation = stored(alone(state, reading, TestBits.NONE), out);
            OrderedRows.insert(state.waiting, observation);
        }
        OrderedRows.release(state, state.clockMicros, logMillis, out);
        OrderedRows.emitClock(state, logMillis, out);
        if (state.newestMicros - retentionMicros > state.seen.knownFrom() + FORGET_STEP_MICROS) {
            state.seen.forget(state.newestMicros - retentionMicros);
        }
        return observation;
    }

    private boolean isBeyondRetention(CleaningState state, long time) {
        return time < state.seen.knownFrom()
                || (state.newestMicros != CleaningState.NEVER && time < state.newestMicros - retentionMicros);
    }

    private static Observation alone(CleaningState state, Reading reading, long marks) {
        Verdicts alone = state.run().testAlone(reading.phenomenonMicros(), reading.value(), marks | reading.marks());
        Verdicts bits = state.open(alone, reading.value());
        return observe(reading, bits, TestBits.overallOutOfOrder(bits));
    }

    private static Observation observe(Reading reading, Verdicts bits, QualityFlag flag) {
        return ObservationBuilder.builder()
                .datastream(reading.datastream())
                .phenomenonMicros(reading.phenomenonMicros())
                .revision(0)
                .result(reading.value())
                .flag(flag)
                .tests(bits)
                .cause(reading.redrivenMillis() == 0 ? Observation.Cause.ARRIVAL : Observation.Cause.REDRIVE)
                .raw(new RawPosition(reading.partition(), reading.offset(), reading.index()))
                .receivedMillis(reading.logMillis())
                .catalogVersion(reading.catalogVersion())
                .stated(reading.stated())
                .build();
    }
}
