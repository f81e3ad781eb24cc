package org.metrobed.lab.load;

import java.util.List;
import java.util.Objects;

/**
 * The readings to be published in one phase: whole rounds, each with one reading of every datastream. Immutable.
 *
 * <p>A backlog is published as fast as the server takes it; its phenomenon times begin at a start. A paced load is an open
 * loop: each message has the time when it is due, whatever became of the messages before it, and this time is the
 * phenomenon time of its readings. So a delay that counts from the phenomenon time contains the wait before a late send.
 *
 * @param url address of the MQTT server, {@code tcp://host:port}
 * @param city the city
 * @param readingsPerMessage 1, or all readings of a thing
 * @param seconds no new round begins after this time
 * @param maxRounds the largest number of rounds
 * @param startMicros phenomenon time of the first round of a backlog, {@link #PACED} for a paced load
 */
public record Load(String url, CityPlan city, int readingsPerMessage, long seconds, long maxRounds, long startMicros) {

    /** Instead of a start: messages are paced by the clock. */
    public static final long PACED = 0;

    public Load {
        Objects.requireNonNull(url, "url");
        Objects.requireNonNull(city, "city");
        if (readingsPerMessage != 1 && readingsPerMessage != BenchCity.PROPERTIES) {
            throw new IllegalArgumentException("a message has 1 or " + BenchCity.PROPERTIES + " readings");
        }
    }

    /** Whether each message has a time when it is due. */
    public boolean isPaced() {
        return startMicros == PACED;
    }

    /** Messages in a round. */
    int messagesPerRound() {
        return city.datastreams() / readingsPerMessage;
    }

    /** Microseconds from the start of a paced load until a message is due. */
    long dueMicros(long message) {
        return message * city.stepMicros() / messagesPerRound();
    }

    /** The load as arguments of {@link PublisherMain}. */
    List<String> toArguments() {
        return List.of(
                url,
                Integer.toString(city.things()),
                Long.toString(city.intervalSeconds()),
                Integer.toString(city.connections()),
                Integer.toString(readingsPerMessage),
                Long.toString(seconds),
                Long.toString(maxRounds),
                Long.toString(startMicros));
    }

    /** Parses {@link #toArguments}. */
    static Load ofArguments(String[] arguments) {
        return new Load(
                arguments[0],
                new CityPlan(
                        Integer.parseInt(arguments[1]), Long.parseLong(arguments[2]), Integer.parseInt(arguments[3])),
                Integer.parseInt(arguments[4]),
                Long.parseLong(arguments[5]),
                Long.parseLong(arguments[6]),
                Long.parseLong(arguments[7]));
    }
}
