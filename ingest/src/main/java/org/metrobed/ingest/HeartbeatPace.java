package org.metrobed.ingest;

/**
 * How often heartbeats are written: one a second, and one a step while messages come, or fewer if there are more than
 * {@value #STEP_PARTITIONS} partitions. If no message has come for ten seconds, every second heartbeat is left out. Not
 * thread-safe.
 */
final class HeartbeatPace {

    /**
     * This number of steps is written after a message. The first makes the watermark pass it in each partition; the second is for a
     * first one that was skipped. More would only fill the raw log, which is kept: in a small city most of it is heartbeats.
     */
    private static final int BUSY_STEPS = 2;

    private static final int IDLE_STEPS = 50;

    /** So that a log with more partitions does not get more than about this number of heartbeats a step. */
    private static final int STEP_PARTITIONS = 32;

    private final int stepsBetween;
    private int stepsSince;
    private long messagesAtStep;
    private int quietSteps = BUSY_STEPS;
    private boolean leftOut;

    /** @param partitions number of partitions, each of which gets every heartbeat */
    HeartbeatPace(int partitions) {
        stepsBetween = (partitions + STEP_PARTITIONS - 1) / STEP_PARTITIONS;
        stepsSince = stepsBetween;
    }

    /** Whether the heartbeat of this second is written; called once a second. */
    boolean isDue() {
        leftOut = quietSteps >= IDLE_STEPS && !leftOut;
        return !leftOut;
    }

    /**
     * Whether heartbeats are written in this step; called five times a second.
     *
     * @param messages number of messages so far
     */
    boolean isStepDue(long messages) {
        quietSteps = messages == messagesAtStep ? Math.min(quietSteps + 1, IDLE_STEPS) : 0;
        messagesAtStep = messages;
        stepsSince = Math.min(stepsSince + 1, stepsBetween);
        if (quietSteps >= BUSY_STEPS || stepsSince < stepsBetween) {
            return false;
        }
        stepsSince = 0;
        return true;
    }
}
