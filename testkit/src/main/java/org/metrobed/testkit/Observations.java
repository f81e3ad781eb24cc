package org.metrobed.testkit;

import java.time.Duration;
import java.time.Instant;
import org.metrobed.model.Observation;
import org.metrobed.model.ObservationBuilder;
import org.metrobed.model.QualityFlag;
import org.metrobed.model.RawPosition;
import org.metrobed.model.Verdicts;

/**
 * Builds observations with simple defaults, so that a test names only the fields that matter: datastream
 * {@code city/station/pm25}, noon, revision 0, value 10, good, received at its own time. Immutable: each method returns
 * a changed copy.
 */
public record Observations(Observation build) {

    /** The defaults. */
    public static Observations observation() {
        return new Observations(ObservationBuilder.builder()
                .datastream("city/station/pm25")
                .phenomenonMicros(Times.NOON_MICROS)
                .result(10.0)
                .flag(QualityFlag.GOOD)
                .tests(Verdicts.NONE)
                .cause(Observation.Cause.ARRIVAL)
                .raw(new RawPosition(0, 0, 0))
                .receivedMillis(Times.NOON_MILLIS)
                .build());
    }

    /** With this datastream, {@code testbed/thing/property}. */
    public Observations of(String datastream) {
        return new Observations(build.withDatastream(datastream));
    }

    /** Observed and received at this time. */
    public Observations at(Instant time) {
        return new Observations(build.withPhenomenonMicros(Times.micros(time))).receivedAt(time);
    }

    /** Observed and received this long after noon. */
    public Observations afterNoon(Duration duration) {
        return at(Times.NOON.plus(duration));
    }

    /** Received at this time; the observed time stays the same. */
    public Observations receivedAt(Instant time) {
        return new Observations(build.withReceivedMillis(time.toEpochMilli()));
    }

    /** With this value. */
    public Observations value(double result) {
        return new Observations(build.withResult(result));
    }

    /** Without a value. */
    public Observations missing() {
        return value(Double.NaN).flag(QualityFlag.MISSING);
    }

    /** With this flag. */
    public Observations flag(QualityFlag flag) {
        return new Observations(build.withFlag(flag));
    }

    /** With these marks of {@code TestBits} alone. */
    public Observations tests(long marks) {
        return tests(Verdicts.of(marks));
    }

    /** With these test results and marks. */
    public Observations tests(Verdicts tests) {
        return new Observations(build.withTests(tests));
    }

    /** With this revision and cause. */
    public Observations revision(int revision, Observation.Cause cause) {
        return new Observations(build.withRevision(revision).withCause(cause));
    }

    /** From this position in the raw log. */
    public Observations raw(int partition, long offset, int index) {
        return new Observations(build.withRaw(new RawPosition(partition, offset, index)));
    }
}
