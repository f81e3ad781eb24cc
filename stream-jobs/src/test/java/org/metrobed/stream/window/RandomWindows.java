package org.metrobed.stream.window;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.metrobed.model.DatastreamSettings;
import org.metrobed.model.Observation;
import org.metrobed.model.window.WindowRevision;
import org.metrobed.stream.cleaning.CleanedStep;
import org.metrobed.stream.cleaning.RandomCleaning;
import org.metrobed.stream.decode.Reading;

/**
 * What the stream stores of a datastream as bad sensors send it, while new versions of the catalog change its settings.
 *
 * @param settings by catalog version
 * @param observations all revisions
 * @param all all revisions of windows
 * @param stored those of them that are stored
 * @param endMillis log time of the last step
 */
public record RandomWindows(
        Map<Long, DatastreamSettings> settings,
        List<Observation> observations,
        List<WindowRevision> all,
        List<WindowRevision> stored,
        long endMillis) {

    private static final long LONG_MILLIS = 20L * 86_400_000;

    /** Order of the readers. */
    public static final Comparator<WindowRevision> ORDER = Comparator.comparingLong(WindowRevision::sizeMillis)
            .thenComparing(WindowRevision::startMicros)
            .thenComparing(WindowRevision::revision);

    /** From a seed; in two of three, the settings change. */
    public static RandomWindows of(int seed) {
        Map<Long, DatastreamSettings> settings = new HashMap<>();
        List<Reading> readings = readings(new Random(seed), seed, settings);
        RandomCleaning cleaning = RandomCleaning.run(readings, seed, LONG_MILLIS);
        List<WindowRevision> all = new ArrayList<>();
        List<WindowRevision> stored = new ArrayList<>();
        Windower.Output out = new Windower.Output() {
            @Override
            public void revision(WindowRevision revision) {
                all.add(revision);
            }

            @Override
            public void store(WindowRevision revision) {
                stored.add(revision);
            }
        };
        Windower windower = new Windower();
        WindowState state = new WindowState();
        long end = 0;
        for (CleanedStep step : cleaning.steps()) {
            windower.accept(state, step, out);
            end = step.logMillis();
        }
        windower.runDue(state, cleaning.steps().get(0).datastream(), end + LONG_MILLIS, out);
        all.sort(ORDER);
        stored.sort(ORDER);
        return new RandomWindows(settings, cleaning.stored(), all, stored, end);
    }

    /** The settings of a version. */
    public Optional<DatastreamSettings> find(long version) {
        return Optional.ofNullable(settings.get(version));
    }

    /** Readings of which the later ones have other settings, or the same ones of a later version. */
    private static List<Reading> readings(Random random, int seed, Map<Long, DatastreamSettings> settings) {
        RandomReadings first = new RandomReadings(seed);
        List<Reading> readings = new ArrayList<>();
        List<Reading> arriving = first.list();
        DatastreamSettings now = first.settings();
        settings.put(1L, now);
        for (int i = 0; i < arriving.size(); i++) {
            boolean changes = i > 0 && seed % 3 > 0 && random.nextInt(30) == 0;
            if (changes) {
                long version = now.catalogVersion() + 1;
                now = (random.nextBoolean() ? now : new RandomReadings(random.nextInt()).settings())
                        .withCatalogVersion(version);
                settings.put(version, now);
            }
            readings.add(arriving.get(i)
                    .with()
                    .catalogVersion(now.catalogVersion())
                    .settings(i == 0 || changes || random.nextBoolean() ? now : null)
                    .build());
        }
        return readings;
    }
}
