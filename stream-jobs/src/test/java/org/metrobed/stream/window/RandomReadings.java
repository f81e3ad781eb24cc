package org.metrobed.stream.window;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.metrobed.analysis.quality.Spike;
import org.metrobed.model.AnomalyDetection;
import org.metrobed.model.Datastream.Statistic;
import org.metrobed.model.DatastreamOptions;
import org.metrobed.model.DatastreamSettings;
import org.metrobed.model.limits.QualityConfig;
import org.metrobed.stream.Steps;
import org.metrobed.stream.decode.Reading;
import org.metrobed.stream.decode.ReadingBuilder;

/**
 * A datastream as bad sensors and gateways send it, and its settings: late, duplicate, missing and suspect readings,
 * out of order within the maximum out-of-orderness, silences, backlogs after them; now, or as a recording of years ago.
 * From a seed; one thread.
 */
final class RandomReadings {

    private static final long START_MILLIS = 1_777_600_000_000L;
    private static final long YEARS_MILLIS = 5L * 365 * 86_400_000;

    private static final List<Statistic> STATISTICS = List.of(Statistic.values());

    private final Random random;
    private final DatastreamSettings settings;
    private final List<Event> events = new ArrayList<>();

    /** A reading and its time of arrival. */
    private record Event(long millis, double value, long arrivesMillis) {}

    RandomReadings(long seed) {
        this.random = new Random(seed);
        long interval = pick(1_000, 10_000, 60_000, 600_000, 3_600_000);
        long maxOutOfOrderness = pick(0, 60_000, 600_000);
        long idleTimeout = pick(interval, 2 * interval + maxOutOfOrderness + 10_000, 10 * interval);
        QualityConfig quality = random.nextInt(3) > 0
                ? Steps.GROSS_RANGE
                : Steps.GROSS_RANGE.with(new Spike.Params(100, 300, Spike.Method.AVERAGE));
        DatastreamSettings means = new DatastreamSettings(
                Steps.DATASTREAM,
                1,
                interval,
                maxOutOfOrderness,
                idleTimeout,
                quality,
                Steps.settings(0, 1).sentinels(),
                List.of());
        this.settings = withStatistic(means, STATISTICS.get(random.nextInt(STATISTICS.size())));
    }

    static DatastreamSettings withStatistic(DatastreamSettings settings, Statistic statistic) {
        return settings.with()
                .options(DatastreamOptions.of(
                        statistic,
                        settings.intervalMillis(),
                        settings.maxOutOfOrdernessMillis(),
                        settings.idleTimeoutMillis()))
                .anomalyDetection(AnomalyDetection.OFF)
                .build();
    }

    DatastreamSettings settings() {
        return settings;
    }

    /** In the order of the log. */
    List<Reading> list() {
        long time = START_MILLIS + random.nextInt(86_400_000);
        long held = 0;
        for (int left = 20 + random.nextInt(150); left > 0; left--) {
            time += random.nextInt(4) > 0
                    ? settings.intervalMillis()
                    : 1 + (long) (random.nextDouble() * 2 * settings.intervalMillis());
            if (random.nextInt(25) == 0) {
                long silence = (long) (Math.pow(random.nextDouble(), 4) * 30 * 3_600_000);
                held = random.nextBoolean() ? time + silence : held;
                time += random.nextBoolean() ? silence : 0;
            }
            add(time, Math.max(time, held));
        }
        long age = random.nextInt(4) == 0 ? YEARS_MILLIS : 0;
        List<Reading> readings = new ArrayList<>();
        events.sort(Comparator.comparingLong(Event::arrivesMillis));
        for (Event event : events) {
            readings.add(reading(event, age, readings.size()));
        }
        return readings;
    }

    private void add(long millis, long arrives) {
        double value = value();
        long late = random.nextInt(15) == 0 ? (long) (random.nextDouble() * 3 * 3_600_000) : 0;
        long shuffled = random.nextInt(5) == 0 ? (long) (random.nextDouble() * settings.maxOutOfOrdernessMillis()) : 0;
        events.add(new Event(millis, value, arrives + late + shuffled));
        if (random.nextInt(20) == 0) {
            events.add(new Event(millis, random.nextBoolean() ? value : value(), arrives + random.nextInt(7_200_000)));
        }
    }

    private double value() {
        int kind = random.nextInt(60);
        return switch (kind) {
            case 0, 1, 2 -> Double.NaN;
            case 3, 4, 5, 6 -> 501 + random.nextInt(400);
            case 7 -> Double.NEGATIVE_INFINITY;
            case 8 -> 5_000;
            case 9, 10 -> random.nextBoolean() ? 0.0 : -0.0;
            case 11 -> -4 * random.nextDouble();
            default -> kind % 2 == 0 ? random.nextInt(360) : 20 * Math.exp(random.nextGaussian());
        };
    }

    private Reading reading(Event event, long age, int offset) {
        return ReadingBuilder.builder()
                .datastream(Steps.DATASTREAM)
                .phenomenonMicros(event.millis() * 1_000)
                .value(event.value())
                .receivedMillis(event.arrivesMillis() + age)
                .offset(offset)
                .catalogVersion(1)
                .settings(offset == 0 || random.nextBoolean() ? settings : null)
                .build();
    }

    private long pick(long... choices) {
        return choices[random.nextInt(choices.length)];
    }
}
