package org.metrobed.simulators;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.metrobed.catalog.Catalog;
import org.metrobed.recordings.RecordedMessage;
import org.metrobed.recordings.RecordingWriter;
import org.metrobed.simulators.city.City;
import org.metrobed.simulators.city.Label;
import org.metrobed.simulators.city.Scenario;
import org.metrobed.simulators.fleet.Fleet;
import org.metrobed.simulators.fleet.GatewayMessage;

/**
 * A simulated city as a recording: each message at the time at which its gateway sends it. The same catalog, seed and period always give
 * the same messages. Immutable.
 *
 * @param testbed the simulated test-bed
 * @param seed the same seed results in the same values
 * @param faults whether the faults of the demonstration are included
 * @param from start, inclusive
 * @param length length, above zero
 */
public record SimulatedRecording(String testbed, long seed, boolean faults, Instant from, Duration length) {

    private static final Duration SLICE = Duration.ofHours(1);
    private static final long MICROS_PER_MILLI = 1_000;

    public SimulatedRecording {
        Objects.requireNonNull(testbed, "testbed");
        Objects.requireNonNull(from, "from");
        if (length.isNegative() || length.isZero()) {
            throw new IllegalArgumentException("length is " + length + ", must be above zero");
        }
    }

    /**
     * Writes all messages.
     *
     * @return the ground truth of the faults
     * @throws java.util.NoSuchElementException if the catalog does not have the test-bed
     */
    public List<Label> write(Catalog catalog, RecordingWriter writer, WorkProgress progress) throws IOException {
        City city = City.of(catalog, testbed, seed);
        Scenario scenario = faults ? Scenario.demo(city, from) : Scenario.none();
        Fleet fleet = Fleet.of(catalog, city, scenario, seed);
        Instant end = from.plus(length);
        long ticks = fleet.countTicks(from, end);
        for (Instant at = from; at.isBefore(end); at = at.plus(SLICE)) {
            Instant next = at.plus(SLICE).isBefore(end) ? at.plus(SLICE) : end;
            List<GatewayMessage> messages = fleet.messagesAsSent(at, next);
            messages.sort(Comparator.comparingLong(GatewayMessage::sentMillis).thenComparing(GatewayMessage::topic));
            for (GatewayMessage message : messages) {
                writer.append(new RecordedMessage(
                        message.sentMillis() * MICROS_PER_MILLI, message.topic(), message.payload(), 1, false));
            }
            progress.at(fleet.countTicks(from, next), ticks);
        }
        return scenario.labels();
    }
}
