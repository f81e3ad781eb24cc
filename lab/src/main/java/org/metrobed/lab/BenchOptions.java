package org.metrobed.lab;

import picocli.CommandLine.Option;

/** How much is measured. Filled by the command line. */
public final class BenchOptions {

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "30",
            description = "Of each phase of the whole path; a part alone takes a third (default: ${DEFAULT-VALUE}).")
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

    /** Seconds of a phase. */
    long seconds() {
        return quick ? Math.min(seconds, 2) : seconds;
    }

    /** Seconds of a phase that only warms the JVM up. */
    long warmUpSeconds() {
        return seconds();
    }

    /** Seconds of a part alone. */
    long partSeconds() {
        return Math.max(1, seconds() / 3);
    }

    /** Readings a second, 0 for as many as go. */
    long rate() {
        return rate;
    }

    /** Readings a second while the delay is measured. */
    long delayRate() {
        return quick ? 500 : 2_000;
    }

    /** Seconds for which the delay is measured. */
    long delaySeconds() {
        return Math.max(2, seconds() / 2);
    }

    /** Readings a second while the delay of windows is measured. */
    long windowRate() {
        return 10_000;
    }

    /** Seconds for which the delay of windows is measured, so that two minutes end; 0 for not at all. */
    long windowSeconds() {
        return quick ? 0 : 150;
    }

    /** Most rounds of a phase. */
    long maxRounds() {
        return quick ? 20 : Long.MAX_VALUE;
    }

    /** How many things. */
    int things() {
        return quick ? Math.min(things, 20) : things;
    }

    /** Whether the parts are measured. */
    boolean parts() {
        return !noParts;
    }

    /** What differs from the defaults, as it was typed. */
    String text() {
        return (quick ? " --quick" : "")
                + (seconds == 30 ? "" : " --seconds " + seconds)
                + (rate == 0 ? "" : " --rate " + rate)
                + (things == 200 ? "" : " --things " + things)
                + (noParts ? " --no-parts" : "");
    }
}
