package org.metrobed.stream.anomaly;

import java.util.Optional;
import java.util.function.Supplier;
import org.metrobed.analysis.anomaly.AnomalyDetector;
import org.metrobed.analysis.anomaly.Band;
import org.metrobed.analysis.anomaly.SeasonCalendar;
import org.metrobed.catalog.holiday.HolidayDays;
import org.metrobed.model.AnomalyDetection;
import org.metrobed.model.DatastreamSettings;
import org.metrobed.model.Scale;
import org.metrobed.model.limits.Span;
import org.metrobed.stream.support.KeyTimer;

/**
 * The anomaly detector of one datastream, with the state of its alerts and timers. If readings come a minute apart or
 * more rarely, the detector is kept as bytes between readings: bytes are smaller than the live objects, and a
 * checkpoint copies them as they are. The bytes of its value detector are then a state of their own, because most readings do
 * not change it. Mutable, one thread.
 */
public final class AnomalyState {

    /** From this interval on, the detector is kept as bytes between readings; milliseconds. */
    private static final long RESTING_MILLIS = 60_000;

    /** Null while the detector is kept as bytes. */
    private AnomalyDetector live;
    /** Null while the detector is live. */
    private byte[] resting;
    /** Whether the bytes include those of the value detector. */
    private boolean whole;
    /** Gives the bytes of the value detector otherwise. */
    private Supplier<byte[]> values;
    /** The anomaly detection settings as of the last arrival. */
    AnomalyDetection settings;

    long catalogVersion;
    long intervalMillis;
    /** The range of possible values; expected values are inside it. */
    Span possible = Span.OPEN;
    /** Log time of the last arrival. */
    long lastLogMillis;
    /** When the timer of this key fires; 0 if there is none. */
    long timerMillis;
    /** Number of alerts so far, with pending ones. */
    int alerts;
    /** Steps of the pending or open alert; 0 if there is none. */
    int steps;
    /** Its most extreme value; NaN if it has none. */
    double peak = Double.NaN;

    /** What an open alert covers, and since when the newest values are equal. */
    final AlertSpan span = new AlertSpan();

    /** The initial state: nothing received yet. */
    static AnomalyState of(DatastreamSettings settings) {
        AnomalyState state = new AnomalyState();
        state.settings = settings.anomalyDetection();
        state.intervalMillis = settings.intervalMillis();
        state.catalogVersion = settings.catalogVersion();
        state.possible = settings.fail();
        state.live = new AnomalyDetector(state.calendar(), state.intervalMillis * 1_000, state.scale());
        return state;
    }

    /** The live detector; restored from its bytes if needed. */
    AnomalyDetector anomalyDetection() {
        if (live == null) {
            long intervalMicros = intervalMillis * 1_000;
            live = whole
                    ? AnomalyDetector.restore(resting, calendar(), intervalMicros, scale())
                    : AnomalyDetector.restore(resting, values, calendar(), intervalMicros, scale());
            resting = null;
        }
        return live;
    }

    /** The newest judged value, with the expected value and the possible range. */
    Optional<AnomalyDetector.Judged> judged() {
        return anomalyDetection()
                .judged()
                .map(one -> new AnomalyDetector.Judged(one.timeMicros(), one.value(), place(one)));
    }

    private SeasonCalendar calendar() {
        return new SeasonCalendar(settings.zone(), HolidayDays.of(settings.restDays()));
    }

    /** How values differ. */
    Scale scale() {
        return settings.statistic().scale();
    }

    /** The band within the possible range; of a direction, on the turn of the value, so that it is above, within or below. */
    private Band place(AnomalyDetector.Judged judged) {
        Band band = judged.band();
        if (scale() == Scale.CIRCLE) {
            double expected = scale().near(band.expected(), judged.value());
            double turns = expected - band.expected();
            return new Band(expected, band.low() + turns, band.high() + turns);
        }
        return new Band(possible.nearest(band.expected()), possible.nearest(band.low()), possible.nearest(band.high()));
    }

    /** Begins the work on a reading: the value detector is read when it is needed. */
    void use(Supplier<byte[]> savedValues) {
        values = savedValues;
    }

    /**
     * Ends the work on a reading. The detector is turned into bytes unless readings are frequent.
     *
     * @return the bytes of its value detector if they must be stored
     */
    Optional<byte[]> rest() {
        AnomalyDetector detector = anomalyDetection();
        if (intervalMillis < RESTING_MILLIS) {
            detector.readValues();
            return Optional.empty();
        }
        Optional<byte[]> changed = whole ? Optional.of(detector.valueBytes()) : detector.saveValues();
        resume(detector.saveArrivals(), false);
        return changed;
    }

    /** Whether {@link #saved} includes the value detector. */
    boolean isWhole() {
        return live != null || whole;
    }

    /** The detector as bytes, not to be changed. */
    byte[] saved() {
        return live == null ? resting : live.save();
    }

    /** Sets the bytes of a detector, which is restored when it is needed. */
    void resume(byte[] saved, boolean withValues) {
        resting = saved;
        whole = withValues;
        live = null;
    }

    /** Turns the bytes of a detector of an earlier version into those of this one. */
    void renew() {
        boolean withValues = whole;
        AnomalyDetector detector = anomalyDetection();
        resume(withValues ? detector.save() : detector.saveArrivals(), withValues);
    }

    /** Uses these settings from now on; the learnt model is kept. */
    void use(DatastreamSettings now) {
        boolean fits = now.intervalMillis() == intervalMillis
                && now.anomalyDetection().zone().equals(settings.zone())
                && now.anomalyDetection().restDays().equals(settings.restDays())
                && now.anomalyDetection().statistic() == settings.statistic();
        if (!fits) {
            resume(anomalyDetection().save(), true);
        }
        settings = now.anomalyDetection();
        intervalMillis = now.intervalMillis();
        catalogVersion = now.catalogVersion();
        possible = now.fail();
    }

    /** Log time at which silence begins if nothing is received; the largest number while it is not known. */
    long silentMillis() {
        long micros = anomalyDetection().silentAtMicros();
        return micros == Long.MAX_VALUE ? Long.MAX_VALUE : Math.floorDiv(micros, 1_000L) + 1;
    }

    /** Log time at which the datastream counts as dead if nothing is received. */
    long forgetMillis() {
        return lastLogMillis + KeyTimer.FORGET_MILLIS;
    }

    /** Log time of the next deadline. */
    long nextDeadlineMillis() {
        return Math.min(silentMillis(), forgetMillis());
    }
}
