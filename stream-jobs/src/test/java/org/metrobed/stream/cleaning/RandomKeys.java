package org.metrobed.stream.cleaning;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import org.metrobed.model.DatastreamSettings;
import org.metrobed.model.Observation;
import org.metrobed.model.limits.CrossCheckLimits;
import org.metrobed.model.limits.Peers;
import org.metrobed.stream.Steps;
import org.metrobed.stream.decode.Reading;
import org.metrobed.stream.decode.ReadingBuilder;

/**
 * The log of one datastream whose readings come with several Kafka keys, or with one key after another: conflicting values, late
 * readings, spikes, silence, and values of a peer. Partitions deliver it in any order. From a seed; one thread.
 */
final class RandomKeys {

    private static final int PARTITIONS = 3;
    private static final int READINGS = 120;
    private static final long START_SECOND = 1_777_636_800L;
    private static final String PEER = "tb/station/pm10";

    private final Random random;
    private final List<Reading> log = new ArrayList<>();
    /** Which partitions have readings of the datastream: each list from a log time on, second. */
    private final List<Spell> spells = new ArrayList<>();

    private long endSecond;

    private record Spell(long fromSecond, List<Integer> partitions) {}

    RandomKeys(long seed) {
        random = new Random(seed);
        long[] offsets = new long[PARTITIONS];
        DatastreamSettings settings = settings(seed);
        long second = START_SECOND;
        spells.add(spell(0));
        for (int i = 0; i < READINGS; i++) {
            second += random.nextInt(25) == 0 ? random.nextInt(900) : random.nextInt(40);
            if (random.nextInt(40) == 0) {
                spells.add(spell(++second));
            }
            if (random.nextInt(3) == 0) {
                log.add(copy(second, offsets));
            }
            readings(second, settings, offsets);
        }
        endSecond = second + 86_400;
    }

    private Spell spell(long fromSecond) {
        int first = random.nextInt(PARTITIONS);
        return new Spell(
                fromSecond, random.nextInt(3) == 0 ? List.of(first) : List.of(first, (first + 1) % PARTITIONS));
    }

    private DatastreamSettings settings(long seed) {
        DatastreamSettings settings =
                Steps.settings(random.nextInt(3) * 45L, 60 + random.nextInt(300), new RandomRows(seed).config());
        return random.nextBoolean()
                ? settings
                : settings.withPeers(new Peers(
                        List.of(new CrossCheckLimits(PEER, CrossCheckLimits.Kind.PART_OF, 2, 0, 30 * Steps.SECOND)),
                        null,
                        2_000));
    }

    /** The readings of one message. */
    private void readings(long second, DatastreamSettings settings, long[] offsets) {
        Spell spell = spells.get(spells.size() - 1);
        int partition = spell.partitions().get(random.nextInt(spell.partitions().size()));
        long ordered = spell.partitions().size() > 1 ? Reading.NEVER : spell.fromSecond() * 1_000;
        long offset = offsets[partition]++;
        long observed = second - (random.nextInt(8) == 0 ? random.nextInt(600) : random.nextInt(30));
        for (int i = 0; i <= random.nextInt(3); i++) {
            observed += random.nextInt(10);
            double value = 10 + random.nextInt(4) + (random.nextInt(10) == 0 ? 50 : 0);
            log.add(Steps.reading(observed / 10 * 10, second, value, settings)
                    .withPartition(partition)
                    .withOffset(offset)
                    .withIndex(i)
                    .withOrderedFromMillis(ordered));
        }
    }

    private Reading copy(long second, long[] offsets) {
        int partition = random.nextInt(PARTITIONS);
        return ReadingBuilder.builder()
                .datastream(Steps.DATASTREAM)
                .phenomenonMicros((second - random.nextInt(60)) * Steps.SECOND)
                .value(8 + random.nextInt(8))
                .receivedMillis(second * 1_000)
                .partition(partition)
                .offset(offsets[partition]++)
                .catalogVersion(1)
                .of(PEER)
                .build();
    }

    /** Everything that the datastream sends if its readings are taken at once, in the order of the log. */
    List<Object> inOrder() throws Exception {
        try (CleaningHarness harness = CleaningHarness.open()) {
            List<Reading> ordered = new ArrayList<>(log);
            ordered.sort(Comparator.comparingLong(Reading::logMillis)
                    .thenComparingInt(Reading::partition)
                    .thenComparingLong(Reading::offset));
            for (Reading reading : ordered) {
                harness.operator().processWatermark(reading.logMillis() - 1);
                harness.send(reading.withOrderedFromMillis(Reading.ALWAYS));
            }
            return rows(harness);
        }
    }

    /**
     * The same if the partitions deliver in a random order.
     *
     * @param held whether readings of several keys are held; if not, they are taken as they come
     */
    List<Object> inAnyOrder(long seed, boolean held) throws Exception {
        Random order = new Random(seed);
        List<Deque<Reading>> channels = new ArrayList<>();
        for (int i = 0; i < PARTITIONS; i++) {
            channels.add(new ArrayDeque<>());
        }
        log.forEach(reading -> channels.get(reading.partition()).add(reading));
        long watermark = 0;
        try (CleaningHarness harness = CleaningHarness.open()) {
            while (channels.stream().anyMatch(channel -> !channel.isEmpty())) {
                Deque<Reading> channel = channels.get(order.nextInt(PARTITIONS));
                for (int i = order.nextInt(30); i > 0 && !channel.isEmpty(); i--) {
                    Reading next = channel.poll();
                    harness.send(held ? next : next.withOrderedFromMillis(Reading.ALWAYS));
                }
                long known = channels.stream()
                        .mapToLong(left ->
                                left.isEmpty() ? endSecond * 1_000 : left.peek().logMillis())
                        .min()
                        .orElseThrow();
                watermark = Math.max(watermark, known - 1 - order.nextInt(2_000));
                harness.operator().processWatermark(watermark);
            }
            return rows(harness);
        }
    }

    /** The revisions of a reading come in order; those by peers come when the watermark passes, before or after other rows. */
    private List<Object> rows(CleaningHarness harness) throws Exception {
        harness.watermark(endSecond);
        return List.of(
                harness.observations().stream()
                        .sorted(Comparator.comparing(Observation::raw))
                        .toList(),
                harness.steps(),
                harness.side(CleanReadings.VALUES),
                harness.side(CleanReadings.ARRIVALS));
    }
}
