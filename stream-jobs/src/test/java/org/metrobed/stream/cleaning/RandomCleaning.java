package org.metrobed.stream.cleaning;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.metrobed.analysis.quality.TestBits;
import org.metrobed.model.Observation;
import org.metrobed.stream.decode.Reading;

/**
 * Sends readings through cleaning, with deadlines run at random moments between them, for tests of the operators that
 * follow.
 *
 * @param steps for windows
 * @param finalObservations the newest revision of each observation in windows: no duplicates, none beyond the
 *     deduplication retention
 * @param stored all revisions of observations for the store
 */
public record RandomCleaning(List<CleanedStep> steps, List<Observation> finalObservations, List<Observation> stored) {

    private static final long HOUR_MILLIS = 3_600_000;

    /**
     * Cleans the readings.
     *
     * @param afterMillis how long the log continues after the last reading
     */
    public static RandomCleaning run(List<Reading> readings, long seed, long afterMillis) {
        Random random = new Random(seed);
        Cleaner cleaner = new Cleaner(random.nextInt(5) == 0 ? 2 * HOUR_MILLIS : 48 * HOUR_MILLIS);
        CleaningState state = new CleaningState();
        Gathered out = new Gathered(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        long log = 0;
        for (Reading reading : readings) {
            if (log > 0 && random.nextBoolean()) {
                cleaner.runDue(state, log + (long) (random.nextDouble() * (reading.logMillis() - log)), out);
            }
            log = reading.logMillis();
            if (state.settings() != null) {
                cleaner.runDue(state, log, out);
            }
            cleaner.accept(state, reading, out);
        }
        cleaner.runDue(state, log + afterMillis, out);
        return new RandomCleaning(out.steps(), finalOf(out.stored()), out.stored());
    }

    private static List<Observation> finalOf(List<Observation> stored) {
        TreeMap<Long, Observation> newest = new TreeMap<>();
        for (Observation row : stored) {
            if (!TestBits.has(row.tests(), TestBits.DUPLICATE | TestBits.BEYOND_RETENTION)) {
                newest.put(row.phenomenonMicros(), row);
            }
        }
        return List.copyOf(newest.values());
    }
}
