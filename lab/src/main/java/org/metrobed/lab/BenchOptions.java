package org.metrobed.lab;

import java.time.Duration;
import org.metrobed.lab.load.BenchCity;
import org.metrobed.lab.load.CityPlan;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The size of a benchmark. Filled by the command line. */
public final class BenchOptions {

    private static final int MOST_DATASTREAMS = 100_000;
    private static final int MOST_CONNECTIONS = 10_000;
    private static final Duration LONGEST_INTERVAL = Duration.ofHours(1);
    private static final Duration LONGEST_DELAY = Duration.ofHours(24);

    @Option(
            names = "--datastreams",
            paramLabel = "N",
            defaultValue = "10000",
            description = "Datastreams, a multiple of 10 up to 100,000 (default: ${DEFAULT-VALUE}).")
    private int datastreams = 10_000;

    @Option(
            names = "--interval",
            paramLabel = "DURATION",
            defaultValue = "PT1S",
            description = "Interval of the readings of a datastream; with the datastreams it gives the paced rate:"
                    + " 10,000 at PT1S are 10,000 readings a second (default: ${DEFAULT-VALUE}).")
    private Duration interval = Duration.ofSeconds(1);

    @Option(
            names = "--mqtt-endpoint",
            paramLabel = "SERVER",
            defaultValue = "broker",
            description = "The MQTT server of the gateways: broker or ingest (default: ${DEFAULT-VALUE}).")
    private String server = "broker";

    @Option(
            names = "--connections",
            paramLabel = "N",
            defaultValue = "4",
            description = "MQTT connections that share the things, up to 10,000 (default: ${DEFAULT-VALUE}).")
    private int connections = BenchCity.GATEWAYS;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "30",
            description = "Seconds of each backlog; idle and the cost of the paced load take twice, the delay five"
                    + " times, a part of the floor a third (default: ${DEFAULT-VALUE}).")
    private long seconds = 30;

    @Option(
            names = "--delay",
            paramLabel = "DURATION",
            description = "How long the delay is measured, up to PT24H (default: five times --seconds).")
    private Duration delay;

    @Option(names = "--no-parts", description = "Leave the floor out, and with it the ratios.")
    private boolean noParts;

    @Option(names = "--quick", description = "A few seconds of everything: shows that it works, gives no figures.")
    private boolean quick;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    /**
     * The size of the city.
     *
     * @throws ParameterException if an option is out of its range
     */
    CityPlan city() {
        check(
                datastreams >= BenchCity.PROPERTIES
                        && datastreams <= MOST_DATASTREAMS
                        && datastreams % BenchCity.PROPERTIES == 0,
                "--datastreams is " + datastreams + ", must be a multiple of " + BenchCity.PROPERTIES + " up to "
                        + MOST_DATASTREAMS);
        check(
                isWholeSecondsUpTo(interval, LONGEST_INTERVAL),
                "--interval is " + interval + ", must be whole seconds from PT1S to " + LONGEST_INTERVAL);
        check(
                connections >= 1 && connections <= MOST_CONNECTIONS,
                "--connections is " + connections + ", must be from 1 to " + MOST_CONNECTIONS);
        check(server.equals("broker") || direct(), "--mqtt-endpoint is '" + server + "', must be broker or ingest");
        check(seconds >= 1, "--seconds is " + seconds + ", must be at least 1");
        check(
                delay == null || isWholeSecondsUpTo(delay, LONGEST_DELAY),
                "--delay is " + delay + ", must be whole seconds from PT1S to " + LONGEST_DELAY);
        int things = datastreams / BenchCity.PROPERTIES;
        return new CityPlan(quick ? Math.min(things, 20) : things, interval.toSeconds(), connections);
    }

    private static boolean isWholeSecondsUpTo(Duration duration, Duration longest) {
        return duration.toSeconds() >= 1
                && duration.equals(Duration.ofSeconds(duration.toSeconds()))
                && duration.compareTo(longest) <= 0;
    }

    private void check(boolean right, String message) {
        if (!right) {
            throw new ParameterException(spec.commandLine(), message);
        }
    }

    /** The MQTT server of the gateways, broker or ingest. */
    String server() {
        return server;
    }

    /** Whether gateways connect to ingest. */
    boolean direct() {
        return server.equals("ingest");
    }

    /** Duration of a backlog in seconds; the same for a phase that only warms up the JVM. */
    long seconds() {
        return quick ? Math.min(seconds, 2) : seconds;
    }

    /** Duration in seconds of a part of the floor. */
    long partSeconds() {
        return Math.max(1, seconds() / 3);
    }

    /** Duration in seconds of the cost of the paced load: several checkpoints. */
    long pacedSeconds() {
        return 2 * seconds();
    }

    /** Duration in seconds of the delay at the paced load: two minutes must end for the delay of windows. */
    long delaySeconds() {
        return delay == null ? 5 * seconds() : delay.toSeconds();
    }

    /** Duration in seconds of the idle run, and of the time before it in which the JVM settles. */
    long idleSeconds() {
        return 2 * seconds();
    }

    /** The largest number of rounds of a backlog. */
    long maxRounds() {
        return quick ? 20 : Long.MAX_VALUE;
    }

    /** Whether the floor is measured. */
    boolean parts() {
        return !noParts;
    }

    /** The options that differ from the defaults, as on the command line. */
    String text() {
        return (quick ? " --quick" : "")
                + (datastreams == 10_000 ? "" : " --datastreams " + datastreams)
                + (interval.toSeconds() == 1 ? "" : " --interval " + interval)
                + (direct() ? " --mqtt-endpoint ingest" : "")
                + (connections == BenchCity.GATEWAYS ? "" : " --connections " + connections)
                + (seconds == 30 ? "" : " --seconds " + seconds)
                + (delay == null ? "" : " --delay " + delay)
                + (noParts ? " --no-parts" : "");
    }
}
