package org.metrobed.lab.load;

import java.util.List;
import java.util.Objects;

/**
 * What is published in one phase: whole rounds, each with one reading of every datastream. Immutable.
 *
 * @param url of the MQTT broker, {@code tcp://host:port}
 * @param things how many, each with {@link BenchCity#PROPERTIES} datastreams
 * @param readingsPerMessage 1, or all of a thing
 * @param readingsPerSecond 0 for as fast as it goes
 * @param seconds after which no new round begins
 * @param maxRounds after which it ends in any case
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

    /** Each reading carries the time at which it is published. */
    public static final long WALL_CLOCK = 0;

    /** Between two rounds, in phenomenon time. */
    public static final long STEP_MICROS = 1_000_000;

    public Load {
        Objects.requireNonNull(url, "url");
        if (readingsPerMessage != 1 && readingsPerMessage != BenchCity.PROPERTIES) {
            throw new IllegalArgumentException("a message has 1 or " + BenchCity.PROPERTIES + " readings");
        }
    }

    /** How many datastreams there are. */
    public int datastreams() {
        return things * BenchCity.PROPERTIES;
    }

    /** As arguments of {@link PublisherMain}. */
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

    /** The load of {@link #toArguments}. */
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
