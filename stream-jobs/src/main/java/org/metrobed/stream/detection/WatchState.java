package org.metrobed.stream.detection;

import org.metrobed.core.detect.SensorWatch;
import org.metrobed.core.model.DatastreamSettings;
import org.metrobed.core.model.Watch;
import org.metrobed.stream.support.KeyTimer;

/** The watch of one datastream, with what its alerts and timers need. Mutable, one thread. */
public final class WatchState {

    SensorWatch watch;
    /** How it is watched, as of the last arrival. */
    Watch settings;

    long catalogVersion;
    long intervalMillis;
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
    static WatchState of(DatastreamSettings settings) {
        WatchState state = new WatchState();
        state.settings = settings.watch();
        state.intervalMillis = settings.intervalMillis();
        state.catalogVersion = settings.catalogVersion();
        state.watch = new SensorWatch(state.settings.zone(), state.intervalMillis * 1_000);
        return state;
    }

    /** These settings hold from now on; what was learnt stays. */
    void use(DatastreamSettings now) {
        boolean fits =
                now.intervalMillis() == intervalMillis && now.watch().zone().equals(settings.zone());
        if (!fits) {
            watch = SensorWatch.restore(watch.save(), now.watch().zone(), now.intervalMillis() * 1_000);
        }
        settings = now.watch();
        intervalMillis = now.intervalMillis();
        catalogVersion = now.catalogVersion();
    }

    /** Log time at which silence begins if nothing comes, the largest number while that is not known. */
    long silentMillis() {
        long micros = watch.silentAtMicros();
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
