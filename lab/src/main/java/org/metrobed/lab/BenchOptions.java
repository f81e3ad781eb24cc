package org.metrobed.lab;

import picocli.CommandLine.Option;

/** The size of a benchmark. Filled by the command line. */
public final class BenchOptions {

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "30",
            description = "Seconds of each phase of the whole pipeline; a part alone takes a third (default:"
                    + " ${DEFAULT-VALUE}).")
    private long seconds = 30;

    @Option(
            names = "--rate",
            paramLabel = "N",
            defaultValue = "0",
            description = "Readings a second to publish; 0: as fast as it goes (default: ${DEFAULT-VALUE}).")
    private long rate;

    @Option(
            names = "--things",
            paramLabel = "N",
            defaultValue = "200",
            description = "Things, each with 10 datastreams (default: ${DEFAULT-VALUE}).")
    private int things = 200;

    @Option(names = "--no-parts", description = "Leave the bare parts out.")
    private boolean noParts;

    @Option(names = "--quick", description = "A few seconds of everything: shows that it works, gives no figures.")
    private boolean quick;

    /** Duration of a phase in seconds. */
    long seconds() {
        return quick ? Math.min(seconds, 2) : seconds;
    }

    /** Duration in seconds of a phase that only warms up the JVM. */
    long warmUpSeconds() {
        return seconds();
    }

    /** Duration in seconds of a measurement of a single part. */
    long partSeconds() {
        return Math.max(1, seconds() / 3);
    }

    /** Readings per second, 0 for as many as possible. */
    long rate() {
        return rate;
    }

    /** Readings per second while the delay is measured. */
    long delayRate() {
        return quick ? 500 : 2_000;
    }

    /** Duration in seconds of the measurement of the delay. */
    long delaySeconds() {
        return Math.max(2, seconds() / 2);
    }

    /** Readings per second while the delay of windows is measured. */
    long windowRate() {
        return 10_000;
    }

    /**
     * Duration in seconds of the measurement of the delay of windows, long enough for two minutes to end; 0 for no
     * measurement.
     */
    long windowSeconds() {
        return quick ? 0 : 150;
    }

    /** The largest number of rounds of a phase. */
    long maxRounds() {
        return quick ? 20 : Long.MAX_VALUE;
    }

    /** The number of things. */
    int things() {
        return quick ? Math.min(things, 20) : things;
    }

    /** Whether the parts are measured. */
    boolean parts() {
        return !noParts;
    }

    /** The options that differ from the defaults, as on the command line. */
    String text() {
        return (quick ? " --quick" : "")
                + (seconds == 30 ? "" : " --seconds " + seconds)
                + (rate == 0 ? "" : " --rate " + rate)
                + (things == 200 ? "" : " --things " + things)
                + (noParts ? " --no-parts" : "");
    }
}
