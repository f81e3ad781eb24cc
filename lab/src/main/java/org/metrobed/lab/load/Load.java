package org.metrobed.lab.load;

import java.util.List;
import java.util.Objects;

/**
 * The readings to be published in one phase: whole rounds, each with one reading of every datastream. Immutable.
 *
 * @param url address of the MQTT broker, {@code tcp://host:port}
 * @param things number of things, each with {@link BenchCity#PROPERTIES} datastreams
 * @param readingsPerMessage 1, or all readings of a thing
 * @param readingsPerSecond rate, 0 for as fast as possible
 * @param seconds no new round begins after this time
 * @param maxRounds the largest number of rounds
 * @param startMicros phenomenon time of the first round, {@link #WALL_CLOCK} for the time of publication
 */
public record Load(
        String url,
        int things,
        int readingsPerMessage,
        long readingsPerSecond,
        long seconds,
        long maxRounds,
        long startMicros) {

    /** The phenomenon time of each reading is its time of publication. */
    public static final long WALL_CLOCK = 0;

    /** Phenomenon time between two rounds. */
    public static final long STEP_MICROS = 1_000_000;

    public Load {
        Objects.requireNonNull(url, "url");
        if (readingsPerMessage != 1 && readingsPerMessage != BenchCity.PROPERTIES) {
            throw new IllegalArgumentException("a message has 1 or " + BenchCity.PROPERTIES + " readings");
        }
    }

    /** The number of datastreams. */
    public int datastreams() {
        return things * BenchCity.PROPERTIES;
    }

    /** The load as arguments of {@link PublisherMain}. */
    List<String> toArguments() {
        return List.of(
                url,
                Integer.toString(things),
                Integer.toString(readingsPerMessage),
                Long.toString(readingsPerSecond),
                Long.toString(seconds),
                Long.toString(maxRounds),
                Long.toString(startMicros));
    }

    /** Parses {@link #toArguments}. */
    static Load ofArguments(String[] arguments) {
        return new Load(
                arguments[0],
                Integer.parseInt(arguments[1]),
                Integer.parseInt(arguments[2]),
                Long.parseLong(arguments[3]),
                Long.parseLong(arguments[4]),
                Long.parseLong(arguments[5]),
                Long.parseLong(arguments[6]));
    }
}
