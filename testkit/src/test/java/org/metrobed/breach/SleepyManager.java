package org.metrobed.breach;

/** Breaks rules of the house on purpose: what {@code HouseRulesTest} must find. */
final class SleepyManager {

    private SleepyManager() {}

    static void pause() throws InterruptedException {
        Thread.sleep(1);
    }
}
