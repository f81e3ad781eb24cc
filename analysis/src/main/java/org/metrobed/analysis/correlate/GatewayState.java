package org.metrobed.analysis.correlate;

/**
 * What is known of a gateway. Times are log time, counted in slots of {@value #SLOT_MILLIS} ms, for within one it is told
 * once or several times that a gateway was heard. Immutable.
 *
 * @param id {@code testbed/gateway}
 * @param slot the newest in which it was heard
 * @param gaps how many gaps between slots it was learned from, at most {@value #LEARNING}
 * @param usualMillis the usual gap between slots
 * @param offlineMillis when it was said to be offline, 0 while it is not
 * @param alert id of its alert while it is silent; empty while it is not
 */
public record GatewayState(String id, long slot, int gaps, double usualMillis, long offlineMillis, String alert) {

    /** A gateway is told to be heard once in so long. */
    static final long SLOT_MILLIS = 30_000;

    static final int LEARNING = 12;
    /** From so many gaps on it counts as regular. */
    private static final int REGULAR = 3;
    /** After so many usual gaps it is silent. */
    private static final int SILENT_GAPS = 4;

    private static final long AT_LEAST_MILLIS = 90_000;
    /** Who was said to be offline may come back for so long. */
    private static final long IDLE_TIMEOUT_MILLIS = 60_000;

    /** One that is heard for the first time. */
    static GatewayState first(String id, long slot) {
        return new GatewayState(id, slot, 0, 0, 0, "");
    }

    /** The slot of a log time. */
    static long slotOf(long millis) {
        return Math.floorDiv(millis, SLOT_MILLIS);
    }

    /** Whether it was heard often enough to be missed. */
    boolean regular() {
        return gaps >= REGULAR;
    }

    boolean silent() {
        return !alert.isEmpty();
    }

    /** When the slot began in which it was heard last. */
    long heardMillis() {
        return slot * SLOT_MILLIS;
    }

    /** Since when it is missed. */
    long sinceMillis() {
        return offlineMillis == 0 ? heardMillis() : Math.max(offlineMillis, heardMillis());
    }

    /** How long it may be quiet. */
    long patienceMillis() {
        return Math.max(AT_LEAST_MILLIS, (long) (SILENT_GAPS * usualMillis) - SLOT_MILLIS);
    }

    /** When it is silent if it is not heard; {@link Long#MAX_VALUE} when it is not missed. */
    long deadlineMillis() {
        if (!regular() || silent()) {
            return Long.MAX_VALUE;
        }
        long quiet = (slot + 1) * SLOT_MILLIS + patienceMillis();
        return offlineMillis == 0 ? quiet : Math.min(quiet, offlineMillis + IDLE_TIMEOUT_MILLIS);
    }

    /** Heard in a later slot; a gap that counts teaches what is usual. */
    GatewayState heard(long newSlot, boolean counts) {
        double gap = (newSlot - slot) * (double) SLOT_MILLIS;
        if (!counts) {
            return new GatewayState(id, newSlot, gaps, usualMillis, 0, "");
        }
        double taken = gaps < LEARNING ? gap : Math.min(gap, 2 * usualMillis);
        int count = Math.min(LEARNING, gaps + 1);
        double mean = usualMillis + (taken - usualMillis) / count;
        return new GatewayState(id, newSlot, count, mean, 0, "");
    }

    GatewayState offline(long atMillis) {
        return new GatewayState(id, slot, gaps, usualMillis, atMillis, alert);
    }

    GatewayState silent(String alertId) {
        return new GatewayState(id, slot, gaps, usualMillis, offlineMillis, alertId);
    }
}
