package org.metrobed.stream.cleaning;

import java.util.ArrayList;
import java.util.List;
import org.metrobed.analysis.order.SeenTimes;
import org.metrobed.analysis.quality.PeerTests;
import org.metrobed.analysis.quality.QualityRun;
import org.metrobed.analysis.quality.QualityState;
import org.metrobed.model.DatastreamSettings;
import org.metrobed.model.Observation;
import org.metrobed.model.Verdicts;
import org.metrobed.model.limits.Peers;
import org.metrobed.stream.support.KeyTimer;

/**
 * Cleaning state of one datastream: settings, clock, seen times, state of the quality tests, and the few rows that wait
 * for their place in the order, a verdict or peer values. Mutable, one thread.
 */
public final class CleaningState {

    /** The value before the first reading. */
    static final long NEVER = Long.MIN_VALUE;

    private DatastreamSettings settings;
    private QualityRun run;

    SeenTimes seen = new SeenTimes();
    /** Rows tested only with tests that need no history; sorted by phenomenon time. */
    List<Observation> waiting = new ArrayList<>(0);
    /** State of the tests with history, which run over rows in order. */
    QualityState quality = new QualityState();
    /** The newest rows in order while later rows may change their flags; not yet sent to windows. */
    List<Observation> held = new ArrayList<>(0);
    /** Peer-check state; null if this datastream never had peers. */
    PeerState peers;

    long newestMicros = NEVER;
    long clockMicros = NEVER;
    /** The clock that was last sent to windows. */
    long emittedMicros = NEVER;

    long lastReceivedMillis;
    boolean idle = true;
    /** When the timer of this key fires; 0 if there is none. */
    long timerMillis;

    /** The settings in force; null before the first reading. */
    DatastreamSettings settings() {
        return settings;
    }

    /** The tests in force. */
    QualityRun run() {
        return run;
    }

    /** The bits of a row, with its peer tests marked as open. */
    Verdicts open(Verdicts bits, double value) {
        return settings.peers().isNone() ? bits : PeerTests.open(settings.peers(), value, bits);
    }

    /**
     * Uses the settings that a reading of this log time may bring. Starts collecting peer values unless collection is
     * already running.
     */
    void use(DatastreamSettings brought, long logMillis) {
        Peers before = settings == null ? Peers.NONE : settings.peers();
        if (brought != null && !isInForce(brought)) {
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

    /**
     * Whether these are the settings in force, perhaps of a later version of the catalog: decoding sends them again after a restart,
     * and with readings in any order.
     */
    private boolean isInForce(DatastreamSettings brought) {
        return settings != null
                && (settings.equals(brought)
                        || settings.withCatalogVersion(brought.catalogVersion()).equals(brought));
    }

    /** Uses these settings from now on. */
    void use(DatastreamSettings newSettings) {
        settings = newSettings;
        run = new QualityRun(newSettings.quality(), newSettings.statistic().scale());
    }

    /** Log time at which the datastream becomes idle if nothing is received before. */
    long deadlineMillis() {
        return lastReceivedMillis + settings.idleTimeoutMillis();
    }

    /** Log time at which an idle datastream counts as dead if nothing is received before. */
    long forgetMillis() {
        return deadlineMillis() + KeyTimer.FORGET_MILLIS;
    }

    /** Log time of the next deadline; 0 if there is none. */
    long nextDeadlineMillis() {
        long own = nextOwnDeadlineMillis();
        if (peers == null || peers.line.isEmpty()) {
            return own;
        }
        long due = peers.line.get(0).dueMillis();
        return own == 0 ? due : Math.min(own, due);
    }

    private long nextOwnDeadlineMillis() {
        return idle ? seen.runs() == 0 ? 0 : forgetMillis() : deadlineMillis();
    }
}
