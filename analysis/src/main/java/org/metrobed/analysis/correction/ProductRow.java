package org.metrobed.analysis.correction;

import java.util.HashMap;
import java.util.Map;
import org.metrobed.analysis.quality.DecodedMarks;
import org.metrobed.analysis.quality.QualityRun;
import org.metrobed.analysis.quality.TestBits;
import org.metrobed.model.DatastreamSettings;
import org.metrobed.model.Observation;
import org.metrobed.model.ObservationBuilder;
import org.metrobed.model.QualityFlag;
import org.metrobed.model.Verdicts;

/** Makes rows of values of a product that were computed again. They are tested alone, as late readings are. One thread. */
final class ProductRow {

    /** The marks of a value that the stream did not compute. */
    private static final long MISSED = TestBits.LATE | TestBits.BEYOND_RETENTION;

    private final Map<DatastreamSettings, QualityRun> runs = new HashMap<>();

    /** Whether the stream is done with a value once it is stored, so that a correction need not wait for its window. */
    boolean isSettled(DatastreamSettings settings) {
        return settings.maxOutOfOrdernessMillis() == 0
                && settings.peers().isNone()
                && !run(settings).decidesBefore();
    }

    /** A value that replaces the one of the stream from a full minute on. */
    Observation replacing(Observation stream, double value, long minute, DatastreamSettings settings) {
        boolean same = Double.compare(value, stream.result()) == 0;
        Verdicts tests = same
                ? stream.tests()
                : withPeers(
                        stream.tests(),
                        run(settings).testAlone(stream.phenomenonMicros(), value, DecodedMarks.of(stream.tests())));
        return stream.with()
                .revision(0)
                .result(value)
                .flag(same ? stream.flag() : flag(value, tests))
                .tests(tests)
                .cause(Observation.Cause.INPUT)
                .receivedMillis(minute - 1)
                .build();
    }

    /** A value that the stream did not compute, known from a full minute on. */
    Observation first(MissedHours.Missed missed, double value, DatastreamSettings settings) {
        Verdicts tests = run(settings).testAlone(missed.micros(), value, MISSED);
        return ObservationBuilder.builder()
                .datastream(settings.datastream())
                .phenomenonMicros(missed.micros())
                .revision(0)
                .result(value)
                .flag(flag(value, tests))
                .tests(tests)
                .cause(Observation.Cause.INPUT)
                .raw(missed.newest().raw().derived())
                .receivedMillis(missed.minute() - 1)
                .catalogVersion(missed.version())
                .build();
    }

    /** Tests against other datastreams, which do not run here, keep their verdicts. */
    private static Verdicts withPeers(Verdicts before, Verdicts after) {
        Verdicts tests = after;
        for (int slot = 0; slot < TestBits.SLOTS; slot++) {
            QualityFlag verdict = TestBits.verdict(before, slot);
            if (TestBits.verdict(after, slot) == null && verdict != null && verdict != QualityFlag.MISSING) {
                tests = TestBits.with(tests, slot, verdict);
            }
        }
        return tests;
    }

    private static QualityFlag flag(double value, Verdicts tests) {
        return Double.isNaN(value) ? QualityFlag.MISSING : TestBits.overallOutOfOrder(tests);
    }

    private QualityRun run(DatastreamSettings settings) {
        return runs.computeIfAbsent(
                settings,
                any -> new QualityRun(settings.quality(), settings.statistic().scale()));
    }
}
