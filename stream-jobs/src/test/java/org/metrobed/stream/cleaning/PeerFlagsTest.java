package org.metrobed.stream.cleaning;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;
import org.metrobed.analysis.quality.CrossCheck;
import org.metrobed.analysis.quality.Neighbours;
import org.metrobed.model.Observation;
import org.metrobed.model.QualityFlag;
import org.metrobed.model.Scale;
import org.metrobed.model.limits.CrossCheckLimits;
import org.metrobed.model.limits.Peers;
import org.metrobed.stream.decode.Reading;

/** Random cities whose channels are delivered in all orders, compared with a computation over the collected log. */
class PeerFlagsTest {

    private static final int CITIES = 1_500;
    private static final long END_MILLIS = RandomCity.START_MILLIS + 6 * 3_600_000L;

    private static final Comparator<Reading> ORDER = Comparator.comparingLong(Reading::phenomenonMicros)
            .thenComparing(Reading::logMillis)
            .thenComparing(Reading::offset)
            .thenComparing(Reading::index);

    private final Cleaner cleaner = new Cleaner(48L * 3_600_000);

    @Test
    void flagsAndStepsDependOnTheLogAloneAndAreThoseOfTheCollectedLog() throws IOException {
        Map<QualityFlag, Integer> seen = new TreeMap<>();
        for (int seed = 0; seed < CITIES; seed++) {
            RandomCity city = new RandomCity(seed);
            Map<String, Gathered> first = run(city, new Random(seed), 0);
            Map<String, Gathered> second = run(city, new Random(seed + 1_000_000), 3);
            for (String id : city.datastreams()) {
                List<CleanedStep> steps = first.get(id).steps();
                assertThat(second.get(id).steps())
                        .as("steps of %s, seed %s", id, seed)
                        .isEqualTo(steps);
                assertThat(stored(second.get(id)))
                        .as("stored of %s, seed %s", id, seed)
                        .isEqualTo(stored(first.get(id)));
                assertThat(steps.stream().map(PeerFlagsTest::told).toList())
                        .as("collected %s, seed %s", id, seed)
                        .isEqualTo(collected(city, id));
                steps.stream()
                        .filter(step -> step.observation() != null)
                        .forEach(step -> seen.merge(step.observation().flag(), 1, Integer::sum));
                assertThat(lastFlags(first.get(id))).containsAllEntriesOf(windowed(steps));
            }
        }
        assertThat(seen.keySet())
                .contains(QualityFlag.GOOD, QualityFlag.SUSPECT, QualityFlag.FAIL, QualityFlag.MISSING);
    }

    private record Emitted(Long phenomenonMicros, QualityFlag flag, long clockMicros, boolean quiet, long logMillis) {}

    private static Emitted told(CleanedStep step) {
        Observation row = step.observation();
        return new Emitted(
                row == null ? null : row.phenomenonMicros(),
                row == null ? null : row.flag(),
                step.clockMicros(),
                step.quiet(),
                step.logMillis());
    }

    private static List<Observation> stored(Gathered out) {
        return out.stored().stream()
                .sorted(Comparator.comparingLong(Observation::phenomenonMicros)
                        .thenComparing(Observation::raw)
                        .thenComparingInt(Observation::revision))
                .toList();
    }

    /** Values that windows received, by their position in the log. */
    private static Map<Object, QualityFlag> windowed(List<CleanedStep> steps) {
        Map<Object, QualityFlag> flags = new HashMap<>();
        steps.stream()
                .map(CleanedStep::observation)
                .filter(row -> row != null)
                .forEach(row -> flags.put(row.raw(), row.flag()));
        return flags;
    }

    private static Map<Object, QualityFlag> lastFlags(Gathered out) {
        Map<Object, QualityFlag> flags = new HashMap<>();
        stored(out).forEach(row -> flags.put(row.raw(), row.flag()));
        return flags;
    }

    /**
     * The flags from the datastream's own tests, then each step checked against everything that is in the log up to its
     * due time.
     */
    private List<Emitted> collected(RandomCity city, String id) {
        List<Reading> received = city.channels.stream()
                .flatMap(List::stream)
                .filter(reading -> reading.datastream().equals(id) && reading.of() != null)
                .sorted(ORDER.reversed())
                .toList();
        Gathered own = new Gathered(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        CleaningState state = new CleaningState();
        long from = 0;
        Peers before = Peers.NONE;
        long due = 0;
        List<Emitted> told = new ArrayList<>();
        List<Reading> readings = city.channels.stream()
                .flatMap(List::stream)
                .filter(reading -> reading.datastream().equals(id) && reading.of() == null)
                .toList();
        for (Reading reading : readings) {
            cleaner.runDue(state, reading.logMillis(), own);
            due = judge(own, told, before, received, from, due);
            Peers now = city.peers(id, reading.catalogVersion());
            from = now.equals(before) ? from : reading.logMillis();
            before = now;
            cleaner.accept(state, alone(reading), own);
            due = judge(own, told, now, received, from, due);
        }
        if (!readings.isEmpty()) {
            cleaner.runDue(state, END_MILLIS, own);
            judge(own, told, before, received, from, due);
        }
        return told;
    }

    private static Reading alone(Reading reading) {
        return reading.withSettings(reading.settings().withPeers(Peers.NONE));
    }

    /** @param peers those of the settings in force, which the steps without peers do not know */
    private static long judge(
            Gathered own, List<Emitted> told, Peers peers, List<Reading> received, long from, long dueBefore) {
        long due = dueBefore;
        for (CleanedStep step : own.steps()) {
            due = Math.max(due, step.logMillis() + (peers.isNone() ? 0 : peers.waitMillis()));
            Observation row = step.observation();
            QualityFlag flag = row == null ? null : row.flag();
            if (row != null) {
                flag = overall(step.late(), flag, verdicts(received, peers, step, from, due));
            }
            told.add(new Emitted(
                    row == null ? null : row.phenomenonMicros(), flag, step.clockMicros(), step.quiet(), due));
        }
        own.steps().clear();
        return due;
    }

    private static List<QualityFlag> verdicts(
            List<Reading> received, Peers peers, CleanedStep step, long from, long due) {
        double value = step.observation().result();
        QualityFlag crossCheck = QualityFlag.MISSING;
        for (CrossCheckLimits check : peers.crossChecks()) {
            double other = nearest(received, check.other(), step, check.withinMicros(), from, due);
            crossCheck = crossCheck.worst(CrossCheck.TEST.verdict(check, value, other, Scale.LINE));
        }
        List<QualityFlag> verdicts = new ArrayList<>(List.of(crossCheck));
        if (peers.neighbours() != null) {
            List<Double> others = new ArrayList<>();
            for (String other : peers.neighbours().neighbours()) {
                others.add(nearest(received, other, step, peers.neighbours().withinMicros(), from, due));
            }
            verdicts.add(Neighbours.TEST.verdict(value, others, peers.neighbours(), Scale.LINE));
        }
        return verdicts;
    }

    /** A late row is good only if every test has a verdict. */
    private static QualityFlag overall(boolean late, QualityFlag own, List<QualityFlag> verdicts) {
        QualityFlag worst = own;
        boolean open = own == QualityFlag.NOT_EVALUATED;
        for (QualityFlag verdict : verdicts) {
            worst = worst.worst(verdict);
            open |= verdict == QualityFlag.NOT_EVALUATED;
        }
        return late && open && worst == QualityFlag.GOOD ? QualityFlag.NOT_EVALUATED : worst;
    }

    /** @param received newest first */
    private static double nearest(
            List<Reading> received, String other, CleanedStep step, long within, long from, long upTo) {
        Observation row = step.observation();
        List<Reading> kept = received.stream()
                .filter(value -> value.of().equals(other) && value.logMillis() >= from && value.logMillis() <= upTo)
                .limit(PeerValues.KEPT)
                .toList();
        if (step.late()
                && kept.size() == PeerValues.KEPT
                && row.phenomenonMicros() < kept.get(PeerValues.KEPT - 1).phenomenonMicros()) {
            return Double.NaN;
        }
        return kept.stream()
                .filter(value -> distance(value, row) <= within)
                .min(Comparator.comparingLong((Reading value) -> distance(value, row))
                        .thenComparing(ORDER))
                .map(Reading::value)
                .orElse(Double.NaN);
    }

    private static long distance(Reading value, Observation row) {
        return Math.abs(value.phenomenonMicros() - row.phenomenonMicros());
    }

    /** Delivers the channels in a random order that keeps the order of each channel, with watermarks now and then. */
    private Map<String, Gathered> run(RandomCity city, Random random, int restores) throws IOException {
        Map<String, CleaningState> states = new HashMap<>();
        Map<String, Gathered> outs = new HashMap<>();
        city.datastreams()
                .forEach(id -> outs.put(id, new Gathered(new ArrayList<>(), new ArrayList<>(), new ArrayList<>())));
        int[] next = new int[city.channels.size()];
        long watermark = Long.MIN_VALUE;
        int favourite = random.nextInt(next.length);
        for (int left = city.channels.stream().mapToInt(List::size).sum(); left > 0; left--) {
            favourite = random.nextInt(10) == 0 ? random.nextInt(next.length) : favourite;
            while (next[favourite] == city.channels.get(favourite).size()) {
                favourite = (favourite + 1) % next.length;
            }
            Reading reading = city.channels.get(favourite).get(next[favourite]++);
            deliver(reading, states, outs.get(reading.datastream()), watermark);
            if (restores > 0 && random.nextInt(restores) == 0) {
                states.put(reading.datastream(), restored(states.get(reading.datastream())));
            }
            long known = known(city, next);
            if (random.nextInt(4) == 0 && known > watermark) {
                watermark = Math.max(watermark, known - 30_000L * random.nextInt(7));
                advance(states, outs, watermark);
            }
        }
        advance(states, outs, END_MILLIS);
        return outs;
    }

    private static long known(RandomCity city, int[] next) {
        long known = END_MILLIS;
        for (int i = 0; i < next.length; i++) {
            List<Reading> channel = city.channels.get(i);
            if (next[i] < channel.size()) {
                known = Math.min(known, channel.get(next[i]).logMillis() - 1);
            }
        }
        return known;
    }

    private void deliver(Reading reading, Map<String, CleaningState> states, Gathered out, long watermark) {
        CleaningState state = states.computeIfAbsent(reading.datastream(), id -> new CleaningState());
        if (reading.of() != null) {
            cleaner.receive(state, reading, watermark);
            return;
        }
        cleaner.runDue(state, reading.logMillis(), out);
        cleaner.accept(state, reading, out);
    }

    private void advance(Map<String, CleaningState> states, Map<String, Gathered> outs, long watermark) {
        states.forEach((id, state) -> {
            long due = state.nextDeadlineMillis();
            while (due != 0 && due <= watermark) {
                cleaner.release(state, due, outs.get(id));
                cleaner.runDue(state, due, outs.get(id));
                due = state.nextDeadlineMillis();
            }
        });
    }

    private static CleaningState restored(CleaningState state) throws IOException {
        CleaningStateFormat form = new CleaningStateFormat();
        DataOutputSerializer bytes = new DataOutputSerializer(256);
        form.write(state, bytes);
        return form.read(form.version(), new DataInputDeserializer(bytes.getCopyOfBuffer()));
    }
}
