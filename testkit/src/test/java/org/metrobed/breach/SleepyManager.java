package org.metrobed.breach;

/** Violates the project's rules on purpose; {@code HouseTest} must find the violations. */
final class SleepyManager {

    private SleepyManager() {}

    static void pause() throws InterruptedException {
        Thread.sleep(1);
    }
}
