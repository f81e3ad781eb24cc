package org.metrobed.stream.cleaning;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.metrobed.analysis.quality.Spike;
import org.metrobed.model.DatastreamSettings;
import org.metrobed.model.limits.CrossCheckLimits;
import org.metrobed.model.limits.NeighbourLimits;
import org.metrobed.model.limits.Peers;
import org.metrobed.model.limits.QualityConfig;
import org.metrobed.model.limits.Sentinels;
import org.metrobed.stream.Steps;
import org.metrobed.stream.decode.Reading;
import org.metrobed.stream.decode.ReadingBuilder;

/**
 * A few stations that measure two sizes of particles, each with a channel of its own, and their decoded messages:
 * batches, duplicates, late readings, missing values, a change of the catalog on the way. From a seed; one thread.
 */
final class RandomCity {

    static final long START_MILLIS = 1_700_000_000_000L;
    private static final int MINUTES = 32;
    private static final long MINUTE = 60_000;

    private final Random random;
    private final int stations;
    private final long changeMillis;
    private final List<Peers> drawn = new ArrayList<>();
    private final QualityConfig quality;
    private final long maxOutOfOrdernessSeconds;
    private final long idleTimeoutSeconds;

    /** Readings and copies by channel, in the order of the log. */
    final List<List<Reading>> channels = new ArrayList<>();

    RandomCity(long seed) {
        random = new Random(seed);
        stations = 2 + random.nextInt(4);
        changeMillis = START_MILLIS + random.nextInt(2 * MINUTES) * MINUTE;
        maxOutOfOrdernessSeconds = random.nextInt(3) == 0 ? 90 : 0;
        idleTimeoutSeconds = 130L + random.nextInt(200);
        quality = random.nextBoolean()
                ? Steps.GROSS_RANGE
                : Steps.GROSS_RANGE.with(new Spike.Params(15, 60, Spike.Method.AVERAGE));
        IntStream.range(0, 4 * stations).forEach(i -> drawn.add(peers(i % (2 * stations))));
        IntStream.range(0, stations).forEach(station -> channels.add(channel(station)));
    }

    List<String> datastreams() {
        return IntStream.range(0, 2 * stations).mapToObj(this::id).toList();
    }

    /** The peers of a datastream in a version of the catalog, 1 or 2. */
    Peers peers(String datastream, long version) {
        return drawn.get((int) (version - 1) * 2 * stations + datastreams().indexOf(datastream));
    }

    private String id(int stream) {
        return "tb/station-" + stream / 2 + (stream % 2 == 0 ? "/pm25" : "/pm10");
    }

    private Peers peers(int stream) {
        List<CrossCheckLimits> checks = new ArrayList<>();
        if (random.nextInt(4) > 0) {
            CrossCheckLimits.Kind kind =
                    stream % 2 == 0 ? CrossCheckLimits.Kind.PART_OF : CrossCheckLimits.Kind.WHOLE_OF;
            checks.add(new CrossCheckLimits(id(stream ^ 1), kind, 2, 0, 30_000_000));
        }
        List<String> others = IntStream.range(0, stations)
                .map(station -> 2 * station + stream % 2)
                .filter(other -> other != stream)
                .mapToObj(this::id)
                .toList();
        NeighbourLimits near = random.nextInt(4) == 0
                ? null
                : new NeighbourLimits(
                        others, 4, 9, 1, 1 + random.nextInt(others.size()), random.nextInt(150) * 1_000_000L);
        return new Peers(checks, near, random.nextInt(4) * 1_000L);
    }

    private DatastreamSettings settings(String datastream, long version) {
        return new DatastreamSettings(
                        datastream,
                        version,
                        MINUTE,
                        maxOutOfOrdernessSeconds * 1_000,
                        idleTimeoutSeconds * 1_000,
                        quality,
                        Sentinels.NONE,
                        List.of())
                .withPeers(peers(datastream, version));
    }

    private List<Reading> channel(int station) {
        List<Reading> readings = new ArrayList<>();
        int batch = random.nextInt(3) == 0 ? 1 + random.nextInt(12) : 1;
        long log = START_MILLIS;
        long offset = 0;
        for (int minute = random.nextInt(4); minute < MINUTES; minute += batch) {
            if (random.nextInt(12) == 0) {
                minute += random.nextInt(8); // silence
            }
            long sent = START_MILLIS + (minute + batch - 1) * MINUTE + random.nextInt(3_000);
            log = Math.max(log, sent);
            offset++;
            int index = 0;
            for (int i = 0; i < batch; i++) {
                long late = random.nextInt(15) == 0 ? random.nextInt(10) * MINUTE : 0;
                long time = (START_MILLIS + (minute + i) * MINUTE - late) * 1_000 + random.nextInt(4) / 3 * 10_000_000L;
                double coarse = 20 + random.nextGaussian() * 3;
                index = add(readings, 2 * station + 1, time, coarse, log, station, offset, index);
                index = add(
                        readings, 2 * station, time, coarse + random.nextGaussian() * 4, log, station, offset, index);
            }
        }
        return readings;
    }

    private int add(
            List<Reading> to, int stream, long time, double size, long log, int partition, long offset, int index) {
        int fault = random.nextInt(25);
        if (fault == 0) {
            return index;
        }
        double value = fault == 1 ? Double.NaN : fault == 2 ? 2_000 : fault == 3 ? size + 60 : size;
        long version = log < changeMillis ? 1 : 2;
        String id = id(stream);
        DatastreamSettings settings = settings(id, version);
        datastreams().stream()
                .filter(watcher -> peers(watcher, version).others().contains(id))
                .sorted(Comparator.reverseOrder())
                .forEach(watcher -> to.add(ReadingBuilder.builder()
                        .datastream(watcher)
                        .phenomenonMicros(time)
                        .value(settings.fail().contains(value) ? value : Double.NaN)
                        .receivedMillis(log)
                        .partition(partition)
                        .offset(offset)
                        .index(index)
                        .catalogVersion(version)
                        .of(id)
                        .build()));
        to.add(ReadingBuilder.builder()
                .datastream(id)
                .phenomenonMicros(time)
                .value(value)
                .receivedMillis(log)
                .partition(partition)
                .offset(offset)
                .index(index)
                .catalogVersion(version)
                .settings(settings)
                .build());
        return index + 1;
    }
}
