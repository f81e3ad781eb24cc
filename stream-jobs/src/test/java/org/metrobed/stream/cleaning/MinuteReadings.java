package org.metrobed.stream.cleaning;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import org.metrobed.model.DatastreamSettings;
import org.metrobed.model.Observation;
import org.metrobed.stream.decode.ReadingBuilder;

/** Cleans readings of two decimals that datastreams send once a minute, each in its own second. */
public final class MinuteReadings {

    /** The first minute. */
    public static final Instant START = Instant.parse("2026-05-01T00:00:00Z");

    private final Random random;
    private final Cleaner cleaner = new Cleaner(48L * 3_600_000);
    private final Map<String, CleaningState> states = new HashMap<>();
    private long offset;

    public MinuteReadings(Random random) {
        this.random = random;
    }

    /** Takes the reading of a minute; passes on its steps and adds the rows of observations. */
    public void read(
            String datastream,
            int minute,
            DatastreamSettings settings,
            List<Observation> rows,
            Consumer<CleanedStep> steps) {
        CleaningState state = states.computeIfAbsent(datastream, any -> new CleaningState());
        Gathered out = new Gathered(rows, new ArrayList<>(), new ArrayList<>());
        long millis = START.toEpochMilli() + minute * 60_000L + Math.floorMod(datastream.hashCode(), 50) * 1_000L;
        cleaner.accept(
                state,
                ReadingBuilder.builder()
                        .datastream(datastream)
                        .phenomenonMicros(millis * 1_000)
                        .value(Math.rint(2_000 + 300 * random.nextGaussian()) / 100)
                        .receivedMillis(millis + 200 + random.nextInt(200))
                        .offset(offset++)
                        .catalogVersion(1)
                        .settings(settings)
                        .build(),
                out);
        out.steps().forEach(steps);
    }
}
