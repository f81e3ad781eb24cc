package org.metrobed.lab.faults;

import java.time.Duration;
import java.util.Locale;

/**
 * A fault at its time. Immutable.
 *
 * @param fault the fault
 * @param at the time from the first message until it begins
 * @param lasts how long it lasts; a part that was killed or stopped is started again then
 * @param number a random number for the choices within the fault, at least 0
 */
record ScheduledFault(RandomFault fault, Duration at, Duration lasts, int number) {

    /** The time from the first message until it ends. */
    Duration end() {
        return at.plus(lasts);
    }

    /** For people. */
    String toText() {
        return String.format(
                Locale.ROOT, "%6.1f s  %s, for %.1f s", at.toMillis() / 1e3, fault.meaning(), lasts.toMillis() / 1e3);
    }
}
