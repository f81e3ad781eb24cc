package org.metrobed.stream.anomaly;

import java.util.Optional;
import org.metrobed.analysis.anomaly.AnomalyDetector;
import org.metrobed.analysis.anomaly.Band;
import org.metrobed.model.AnomalyDetection;
import org.metrobed.model.DatastreamSettings;
import org.metrobed.model.limits.Span;
import org.metrobed.stream.support.KeyTimer;

/**
 * The watch of one datastream, with what its alerts and timers need. Between readings that come a minute apart or more rarely it
 * rests as bytes, which are smaller than the live objects, and which a checkpoint copies as they are. Mutable, one thread.
 */
public final class AnomalyState {

    /** From this interval on the watch rests between readings, milliseconds. */
    private static final long RESTING_MILLIS = 60_000;

    /** Null while it rests. */
    private AnomalyDetector live;
    /** Null while it is live. */
    private byte[] resting;
    /** How it is watched, as of the last arrival. */
    AnomalyDetection settings;

    long catalogVersion;
    long intervalMillis;
    /** The span of values that can be at all: what is expected lies in it. */
    Span possible = Span.OPEN;
    /** Log time of the last arrival. */
    long lastLogMillis;
    /** When the timer of this key fires, 0 when there is none. */
    long timerMillis;
    /** Alerts so far, pending ones too. */
    int alerts;
    /** Steps of the alert that is pending or open; 0 when none is. */
    int steps;
    /** Its most extreme value; NaN when it has none. */
    double peak = Double.NaN;

    /** Nothing seen yet. */
    static AnomalyState of(DatastreamSettings settings) {
        AnomalyState state = new AnomalyState();
        state.settings = settings.anomalyDetection();
        state.intervalMillis = settings.intervalMillis();
        state.catalogVersion = settings.catalogVersion();
        state.possible = settings.fail();
        state.live = new AnomalyDetector(state.settings.zone(), state.intervalMillis * 1_000);
        return state;
    }

    /** The watch, awake. */
    AnomalyDetector anomalyDetection() {
        if (live == null) {
            live = AnomalyDetector.restore(resting, settings.zone(), intervalMillis * 1_000);
            resting = null;
        }
        return live;
    }

    /** The newest value that was judged, beside what was expected and can be. */
    Optional<AnomalyDetector.Judged> judged() {
        return anomalyDetection()
                .judged()
                .map(one -> new AnomalyDetector.Judged(one.timeMicros(), one.value(), clip(one.band())));
    }

    private Band clip(Band band) {
        return new Band(possible.nearest(band.expected()), possible.nearest(band.low()), possible.nearest(band.high()));
    }

    /** Nothing more happens now; a watch of frequent readings stays awake. */
    void rest() {
        if (live != null && intervalMillis >= RESTING_MILLIS) {
            resting = saved();
            live = null;
        }
    }

    /** The bytes of the watch, not to be changed. */
    byte[] saved() {
        return live == null ? resting : live.save();
    }

    /** Bytes of a watch, which is restored when it is asked for. */
    void resume(byte[] saved) {
        resting = saved;
        live = null;
    }

    /** These settings hold from now on; what was learnt stays. */
    void use(DatastreamSettings now) {
        boolean fits = now.intervalMillis() == intervalMillis
                && now.anomalyDetection().zone().equals(settings.zone());
        if (!fits) {
            resume(saved());
        }
        settings = now.anomalyDetection();
        intervalMillis = now.intervalMillis();
        catalogVersion = now.catalogVersion();
        possible = now.fail();
    }

    /** Log time at which silence begins if nothing comes, the largest number while that is not known. */
    long silentMillis() {
        long micros = anomalyDetection().silentAtMicros();
        return micros == Long.MAX_VALUE ? Long.MAX_VALUE : Math.floorDiv(micros, 1_000L) + 1;
    }

    /** Log time at which the datastream counts as dead if nothing comes. */
    long forgetMillis() {
        return lastLogMillis + KeyTimer.FORGET_MILLIS;
    }

    /** Log time of the next deadline. */
    long nextDeadlineMillis() {
        return Math.min(silentMillis(), forgetMillis());
    }
}
