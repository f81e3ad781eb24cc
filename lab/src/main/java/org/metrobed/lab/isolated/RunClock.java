package org.metrobed.lab.isolated;

import java.time.Instant;
import java.time.InstantSource;

/** The clock of an isolated run; its driver sets it. Thread-safe. */
final class RunClock implements InstantSource {

    private volatile long millis;

    RunClock(long millis) {
        this.millis = millis;
    }

    /**
     * Sets the clock.
     *
     * @throws IllegalArgumentException when the new time is before the current one
     */
    void set(long newMillis) {
        if (newMillis < millis) {
            throw new IllegalArgumentException("the clock of an isolated run is at " + instant()
                    + " and cannot go back to " + Instant.ofEpochMilli(newMillis));
        }
        millis = newMillis;
    }

    @Override
    public long millis() {
        return millis;
    }

    @Override
    public Instant instant() {
        return Instant.ofEpochMilli(millis);
    }
}
