package org.metrobed.analysis.correlate;

/**
 * The state of a gateway. Times are log time, counted in slots of {@value #SLOT_MILLIS} ms, because one or several
 * liveness signals of a gateway are emitted in each slot. Immutable.
 *
 * @param id {@code testbed/gateway}
 * @param slot the newest slot in which it was heard
 * @param gaps how many gaps between slots the usual gap was learned from, at most {@value #LEARNING}
 * @param usualMillis the usual gap between slots, milliseconds
 * @param offlineMillis log time at which its status became offline; 0 if it is not offline
 * @param alert id of its open alert while it is silent; otherwise empty
 * @param backMillis log time at which it was heard again after it was silent last; 0 if it never was
 */
public record GatewayState(
        String id, long slot, int gaps, double usualMillis, long offlineMillis, String alert, long backMillis) {

    /** Length of a slot: a gateway's liveness signal is emitted once in this time. */
    static final long SLOT_MILLIS = 30_000;

    static final int LEARNING = 12;
    /** A gateway counts as regular from this number of gaps on. */
    private static final int REGULAR = 3;
    /** A gateway is silent after this many usual gaps. */
    private static final int SILENT_GAPS = 4;

    private static final long AT_LEAST_MILLIS = 90_000;
    /** A gateway whose status became offline may come back within this time. */
    private static final long IDLE_TIMEOUT_MILLIS = 60_000;

    /** A gateway heard for the first time. */
    static GatewayState first(String id, long slot) {
        return new GatewayState(id, slot, 0, 0, 0, "", 0);
    }

    /** The slot of a log time. */
    static long slotOf(long millis) {
        return Math.floorDiv(millis, SLOT_MILLIS);
    }

    /** Whether it was heard often enough to expect further signals. */
    boolean regular() {
        return gaps >= REGULAR;
    }

    boolean silent() {
        return !alert.isEmpty();
    }

    /** Start of the slot in which it was last heard, milliseconds of log time. */
    long lastSeenMillis() {
        return slot * SLOT_MILLIS;
    }

    /** Start of its silence, milliseconds of log time. */
    long sinceMillis() {
        return offlineMillis == 0 ? lastSeenMillis() : Math.max(offlineMillis, lastSeenMillis());
    }

    /** How long it may be idle before it is silent, milliseconds. */
    long patienceMillis() {
        return Math.max(AT_LEAST_MILLIS, (long) (SILENT_GAPS * usualMillis) - SLOT_MILLIS);
    }

    /**
     * Log time at which it becomes silent if no signal arrives; {@link Long#MAX_VALUE} if no signals are expected of
     * it.
     */
    long deadlineMillis() {
        if (!regular() || silent()) {
            return Long.MAX_VALUE;
        }
        long silentAt = (slot + 1) * SLOT_MILLIS + patienceMillis();
        return offlineMillis == 0 ? silentAt : Math.min(silentAt, offlineMillis + IDLE_TIMEOUT_MILLIS);
    }

    /** Its state after a signal in a later slot. The usual gap is updated if the gap counts. */
    GatewayState seen(long newSlot, boolean counts) {
        double gap = (newSlot - slot) * (double) SLOT_MILLIS;
        if (!counts) {
            return new GatewayState(id, newSlot, gaps, usualMillis, 0, "", backMillis);
        }
        double taken = gaps < LEARNING ? gap : Math.min(gap, 2 * usualMillis);
        int count = Math.min(LEARNING, gaps + 1);
        double mean = usualMillis + (taken - usualMillis) / count;
        return new GatewayState(id, newSlot, count, mean, 0, "", backMillis);
    }

    GatewayState offline(long atMillis) {
        return new GatewayState(id, slot, gaps, usualMillis, atMillis, alert, backMillis);
    }

    GatewayState silent(String alertId) {
        return new GatewayState(id, slot, gaps, usualMillis, offlineMillis, alertId, backMillis);
    }

    /** It is heard after it was silent. */
    GatewayState back(long atMillis) {
        return new GatewayState(id, slot, gaps, usualMillis, offlineMillis, alert, atMillis);
    }
}
