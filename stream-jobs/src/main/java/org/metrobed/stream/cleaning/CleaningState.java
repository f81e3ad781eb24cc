package org.metrobed.stream.cleaning;

import java.util.ArrayList;
import java.util.List;
import org.metrobed.core.model.DatastreamSettings;
import org.metrobed.core.model.Observation;
import org.metrobed.core.order.SeenTimes;

/**
 * What cleaning remembers of one datastream: settings, clock, seen times, and the few rows that wait for their place in the
 * order. Mutable, one thread.
 */
public final class CleaningState {

    /** Before the first reading. */
    static final long NEVER = Long.MIN_VALUE;

    DatastreamSettings settings;
    SeenTimes seen = new SeenTimes();
    /** Sorted by phenomenon time. */
    List<Observation> waiting = new ArrayList<>(0);

    long newestMicros = NEVER;
    long clockMicros = NEVER;
    long lastReceivedMillis;
    boolean quiet = true;
    /** When the timer of this key fires, 0 when there is none. */
    long timerMillis;

    /** Log time at which the datastream counts as quiet, when nothing comes before. */
    long deadlineMillis() {
        return lastReceivedMillis + settings.graceMillis();
    }
}
