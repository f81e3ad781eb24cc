package org.metrobed.stream.cleaning;

import java.util.ArrayList;
import java.util.List;
import org.metrobed.analysis.order.SeenTimes;
import org.metrobed.analysis.quality.PeerTests;
import org.metrobed.analysis.quality.QualityRun;
import org.metrobed.analysis.quality.QualityState;
import org.metrobed.model.DatastreamSettings;
import org.metrobed.model.Observation;
import org.metrobed.model.limits.Peers;
import org.metrobed.stream.support.KeyTimer;

/**
 * What cleaning remembers of one datastream: settings, clock, seen times, what the quality tests remember, and the few rows
 * that wait for their place in the order, for a verdict or for the values of others. Mutable, one thread.
 */
public final class CleaningState {

    /** Before the first reading. */
    static final long NEVER = Long.MIN_VALUE;

    private DatastreamSettings settings;
    private QualityRun run;

    SeenTimes seen = new SeenTimes();
    /** Tested so far by what needs no history; sorted by phenomenon time. */
    List<Observation> waiting = new ArrayList<>(0);
    /** Rows in their order have been tested with this. */
    QualityState quality = new QualityState();
    /** The newest row in order while its successor may change its flag; not yet in windows. Null when there is none. */
    Observation held;
    /** What comes of being held against others; null for those that never were. */
    PeerState peers;

    long newestMicros = NEVER;
    long clockMicros = NEVER;
    /** The clock as windows know it. */
    long toldMicros = NEVER;

    long lastReceivedMillis;
    boolean quiet = true;
    /** When the timer of this key fires, 0 when there is none. */
    long timerMillis;

    /** The settings in force; null before the first reading. */
    DatastreamSettings settings() {
        return settings;
    }

    /** The tests in force. */
    QualityRun run() {
        return run;
    }

    /** The bits of a row, those of tests against others open. */
    long open(long bits, double value) {
        return settings.peers().isNone() ? bits : PeerTests.open(settings.peers(), value, bits);
    }

    /** A reading of this log time may bring settings; it begins what others are heard for, unless that goes on. */
    void use(DatastreamSettings brought, long logMillis) {
        Peers before = settings == null ? Peers.NONE : settings.peers();
        if (brought != null) {
            use(brought);
        }
        Peers now = settings.peers();
        boolean goesOn = now.isNone()
                ? before.isNone()
                : peers != null && peers.fromMillis != PeerState.DORMANT && now.equals(before);
        if (!goesOn) {
            peers = peers == null ? new PeerState() : peers;
            peers.begin(now, logMillis);
        }
    }

    /** These settings hold from now on. */
    void use(DatastreamSettings newSettings) {
        settings = newSettings;
        run = new QualityRun(newSettings.quality());
    }

    /** Log time at which the datastream counts as quiet, when nothing comes before. */
    long deadlineMillis() {
        return lastReceivedMillis + settings.idleTimeoutMillis();
    }

    /** Log time at which a quiet datastream counts as dead, when nothing comes before. */
    long forgetMillis() {
        return deadlineMillis() + KeyTimer.FORGET_MILLIS;
    }

    /** Log time of the next deadline, 0 when there is none. */
    long nextDeadlineMillis() {
        long own = nextOwnDeadlineMillis();
        if (peers == null || peers.line.isEmpty()) {
            return own;
        }
        long due = peers.line.get(0).dueMillis();
        return own == 0 ? due : Math.min(own, due);
    }

    private long nextOwnDeadlineMillis() {
        return quiet ? seen.runs() == 0 ? 0 : forgetMillis() : deadlineMillis();
    }
}
