package org.metrobed.lab.command;

import java.time.Duration;
import java.time.Instant;
import org.metrobed.lab.study.StudyConfig;
import picocli.CommandLine.Option;

/** The options of a study. */
final class StudyMixin {

    @Option(
            names = "--period",
            paramLabel = "DURATION",
            defaultValue = "P28D",
            description = "Duration; the first week has no faults (default: ${DEFAULT-VALUE}).")
    private Duration period;

    @Option(
            names = "--interval",
            paramLabel = "DURATION",
            defaultValue = "PT5M",
            description = "Interval between the readings of a datastream (default: ${DEFAULT-VALUE}).")
    private Duration interval;

    @Option(
            names = "--datastreams",
            paramLabel = "N",
            defaultValue = "120",
            description = "Number of datastreams (default: ${DEFAULT-VALUE}).")
    private int datastreams;

    @Option(
            names = "--faults",
            paramLabel = "N",
            defaultValue = "480",
            description = "Number of faults, fewer if there is no room for them (default: ${DEFAULT-VALUE}).")
    private int faults;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "The same seed gives the same city and faults (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--start",
            paramLabel = "INSTANT",
            defaultValue = "2026-03-15T23:00:00Z",
            description = "When it begins (default: ${DEFAULT-VALUE}, a Monday in Vienna).")
    private Instant start;

    /** The seed of a study, and of faults in recordings. */
    long seed() {
        return seed;
    }

    /**
     * The requested study.
     *
     * @throws IllegalArgumentException when the options are invalid
     */
    StudyConfig config() {
        return new StudyConfig(start, period, interval, datastreams, faults, seed);
    }
}
