package org.metrobed.analysis.correlate;

import org.metrobed.model.DatastreamId;

/**
 * A piece of the state of an {@link AlertCorrelator}; exactly one of the components is not null. Immutable.
 *
 * @param alert that is pending, open or ended a short time ago
 * @param group an event group, or a site of one
 * @param gateway from which a liveness signal was received
 * @param way the gateway of a thing
 * @param silence that waits for a decision
 * @param sweep when old state is removed next
 */
public record CorrelatorPiece(
        TrackedAlert alert,
        GroupPart group,
        GatewayState gateway,
        GatewayRegistry.Way way,
        PendingSilences.Held silence,
        SweepDue sweep) {

    /**
     * When old state is removed next. Immutable.
     *
     * @param testbed the test-bed, in what release 0.1.0 kept; otherwise empty: that of the correlator
     * @param atMillis log time, milliseconds
     */
    public record SweepDue(String testbed, long atMillis) {}

    static CorrelatorPiece of(TrackedAlert alert) {
        return new CorrelatorPiece(alert, null, null, null, null, null);
    }

    static CorrelatorPiece of(GroupPart group) {
        return new CorrelatorPiece(null, group, null, null, null, null);
    }

    static CorrelatorPiece of(GatewayState gateway) {
        return new CorrelatorPiece(null, null, gateway, null, null, null);
    }

    static CorrelatorPiece of(GatewayRegistry.Way way) {
        return new CorrelatorPiece(null, null, null, way, null, null);
    }

    static CorrelatorPiece of(PendingSilences.Held silence) {
        return new CorrelatorPiece(null, null, null, null, silence, null);
    }

    static CorrelatorPiece of(SweepDue sweep) {
        return new CorrelatorPiece(null, null, null, null, null, sweep);
    }

    /** Its id among the pieces of its correlator. */
    public String id() {
        if (alert != null) {
            return "alert/" + alert.id();
        }
        if (group != null) {
            return group.id();
        }
        if (gateway != null) {
            return "gateway/" + gateway.id();
        }
        if (way != null) {
            return "way/" + way.thing();
        }
        return silence != null ? "silence/" + silence.report().event().alertId() : "sweep";
    }

    /** The test-bed; empty for a sweep that a correlator has planned itself. */
    public String testbed() {
        if (alert != null) {
            return testbed(alert.last().datastream());
        }
        if (group != null) {
            return testbed(group.place());
        }
        if (gateway != null) {
            return testbed(gateway.id());
        }
        if (way != null) {
            return testbed(way.thing());
        }
        return silence != null ? testbed(silence.report().event().datastream()) : sweep.testbed();
    }

    /** The first part of an id. */
    private static String testbed(String id) {
        return new DatastreamId(id).testbed();
    }
}
