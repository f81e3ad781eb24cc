package org.metrobed.testkit;

import java.time.Duration;
import java.time.Instant;
import org.metrobed.model.Observation;
import org.metrobed.model.QualityFlag;
import org.metrobed.model.RawPosition;
import org.metrobed.model.Verdicts;

/**
 * Builds observations with simple defaults, so that a test names only the fields that matter: datastream
 * {@code city/station/pm25}, noon, revision 0, value 10, good, received at its own time. Immutable: each method returns
 * a changed copy.
 */
public record Observations(
        String datastream,
        long phenomenonMicros,
        int revision,
        double result,
        QualityFlag flag,
        Verdicts tests,
        Observation.Cause cause,
        RawPosition raw,
        long receivedMillis,
        long catalogVersion) {

    /** The defaults. */
    public static Observations observation() {
        return new Observations(
                "city/station/pm25",
                Times.NOON_MICROS,
                0,
                10.0,
                QualityFlag.GOOD,
                Verdicts.NONE,
                Observation.Cause.ARRIVAL,
                new RawPosition(0, 0, 0),
                Times.NOON_MILLIS,
                0);
    }

    /** With this datastream, {@code testbed/thing/property}. */
    public Observations of(String datastream) {
        return new Observations(
                datastream,
                phenomenonMicros,
                revision,
                result,
                flag,
                tests,
                cause,
                raw,
                receivedMillis,
                catalogVersion);
    }

    /** Observed and received at this time. */
    public Observations at(Instant time) {
        return new Observations(
                datastream,
                Times.micros(time),
                revision,
                result,
                flag,
                tests,
                cause,
                raw,
                time.toEpochMilli(),
                catalogVersion);
    }

    /** Observed and received this long after noon. */
    public Observations afterNoon(Duration duration) {
        return at(Times.NOON.plus(duration));
    }

    /** Received at this time; the observed time stays the same. */
    public Observations receivedAt(Instant time) {
        return new Observations(
                datastream,
                phenomenonMicros,
                revision,
                result,
                flag,
                tests,
                cause,
                raw,
                time.toEpochMilli(),
                catalogVersion);
    }

    /** With this value. */
    public Observations value(double result) {
        return new Observations(
                datastream,
                phenomenonMicros,
                revision,
                result,
                flag,
                tests,
                cause,
                raw,
                receivedMillis,
                catalogVersion);
    }

    /** Without a value. */
    public Observations missing() {
        return value(Double.NaN).flag(QualityFlag.MISSING);
    }

    /** With this flag. */
    public Observations flag(QualityFlag flag) {
        return new Observations(
                datastream,
                phenomenonMicros,
                revision,
                result,
                flag,
                tests,
                cause,
                raw,
                receivedMillis,
                catalogVersion);
    }

    /** With these marks of {@code TestBits} alone. */
    public Observations tests(long marks) {
        return tests(Verdicts.of(marks));
    }

    /** With these test results and marks. */
    public Observations tests(Verdicts tests) {
        return new Observations(
                datastream,
                phenomenonMicros,
                revision,
                result,
                flag,
                tests,
                cause,
                raw,
                receivedMillis,
                catalogVersion);
    }

    /** With this revision and cause. */
    public Observations revision(int revision, Observation.Cause cause) {
        return new Observations(
                datastream,
                phenomenonMicros,
                revision,
                result,
                flag,
                tests,
                cause,
                raw,
                receivedMillis,
                catalogVersion);
    }

    /** From this position in the raw log. */
    public Observations raw(int partition, long offset, int index) {
        RawPosition position = new RawPosition(partition, offset, index);
        return new Observations(
                datastream,
                phenomenonMicros,
                revision,
                result,
                flag,
                tests,
                cause,
                position,
                receivedMillis,
                catalogVersion);
    }

    /** The observation. */
    public Observation build() {
        return new Observation(
                datastream,
                phenomenonMicros,
                revision,
                result,
                flag,
                tests,
                cause,
                raw,
                receivedMillis,
                catalogVersion,
                null);
    }
}
