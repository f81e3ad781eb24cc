package org.metrobed.lab.faults;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;

/**
 * The result of one fault. Immutable.
 *
 * @param fault the fault
 * @param messages published messages
 * @param resent messages that gateways published again
 * @param unheard messages that the broker accepted without a subscriber
 * @param count the comparison of rows with readings
 * @param windows the comparison of windows with readings, if it was requested
 * @param strays unexpected rows anywhere: dead letters, conflicts, rows outside the loads
 * @param raw the messages that were added to the raw log
 * @param times durations
 * @param health what {@code /health} said
 * @param answers how many answers of the API, with rows, were asked for again
 * @param changed the questions whose answer at the same {@code as_of} changed
 * @param note an additional remark
 */
@RecordBuilder
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
        HealthStory health,
        long answers,
        List<String> changed,
        String note) {

    FaultOutcome {
        changed = List.copyOf(changed);
    }

    /**
     * Unexpected rows. Immutable.
     *
     * @param deadLetters new dead letters
     * @param conflicts new conflicts
     * @param rows observations at times outside the loads
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
     * Durations in seconds.
     *
     * @param outage from the fault until the part was started again
     * @param start from then until the part served
     * @param recovery from then until everything published before the start was in the database; NaN: never
     * @param rest from the last acknowledgement to the gateways until everything was in the database; NaN: never
     */
    record Times(double outage, double start, double recovery, double rest) {}

    /** Duplicate messages in the raw log: redelivered by the broker or published again by gateways. */
    long repeats() {
        return raw.messages() - messages;
    }

    /**
     * Whether every published reading has exactly one row, there are no other rows, the windows are complete, no answer changed, and
     * {@code /health} told the truth.
     */
    boolean holds() {
        return count.exact()
                && windows.holds()
                && strays.none()
                && unheard == 0
                && repeats() >= leastRepeats()
                && changed.isEmpty()
                && health.lies().isEmpty();
    }

    /** If there are no duplicates, the connection was not cut while messages were unacknowledged. */
    private long leastRepeats() {
        return fault == FaultCase.LATE_CONFIRMATION ? FaultInjection.UNACKNOWLEDGED : 0;
    }
}
