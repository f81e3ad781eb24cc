package org.metrobed.lab.faults;

/**
 * How one fault ended. Immutable.
 *
 * @param fault what was done
 * @param messages that were published
 * @param resent messages that gateways had to publish again
 * @param unheard messages that the broker took although nobody had subscribed
 * @param count rows held against readings
 * @param windows held against readings, where that is asked
 * @param strays what nobody expected anywhere: dead letters, conflicts, rows of no load
 * @param raw what the raw log got meanwhile
 * @param times how long things took
 * @param note what is to be known beside
 */
record FaultOutcome(
        FaultCase fault,
        long messages,
        long resent,
        long unheard,
        RowCheck.Count count,
        WindowCheck.Count windows,
        Strays strays,
        RawCount.Part raw,
        Times times,
        String note) {

    /**
     * What should not be. Immutable.
     *
     * @param deadLetters new ones
     * @param conflicts new ones
     * @param rows of observations of the time of no load
     */
    record Strays(long deadLetters, long conflicts, long rows) {
        Strays since(Strays before) {
            return new Strays(deadLetters - before.deadLetters, conflicts - before.conflicts, rows - before.rows);
        }

        boolean none() {
            return deadLetters == 0 && conflicts == 0 && rows == 0;
        }
    }

    /**
     * How long things took, seconds.
     *
     * @param outage from the fault until the part was started again
     * @param start from there until it served
     * @param recovery from there until everything published before it was started was in the database; NaN: never
     * @param rest from the last acknowledgement to the gateways until everything was in the database; NaN: never
     */
    record Times(double outage, double start, double recovery, double rest) {}

    /** Messages in the raw log beside one for each message published: redelivered by the broker or resent by gateways. */
    long repeats() {
        return raw.messages() - messages;
    }

    /** Whether every published reading has exactly one row, nothing else has any, and the windows are complete. */
    boolean holds() {
        return count.exact() && windows.holds() && strays.none() && unheard == 0 && repeats() >= leastRepeats();
    }

    /** A reconnection with messages unacknowledged has not taken place when none of them came again. */
    private long leastRepeats() {
        return fault == FaultCase.LATE_CONFIRMATION ? FaultInjection.UNACKNOWLEDGED : 0;
    }
}
