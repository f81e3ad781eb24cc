package org.metrobed.stream.cleaning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.metrobed.stream.Steps.DATASTREAM;
import static org.metrobed.stream.Steps.settings;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;
import org.metrobed.analysis.quality.SeriesCleaning;
import org.metrobed.analysis.quality.SeriesCleaning.Row;
import org.metrobed.analysis.quality.TestBits;
import org.metrobed.analysis.quality.TotalStep;
import org.metrobed.model.DatastreamSettings;
import org.metrobed.model.Observation;
import org.metrobed.model.QualityFlag;
import org.metrobed.model.Scale;
import org.metrobed.model.limits.QualityConfig;
import org.metrobed.model.limits.Sentinels;
import org.metrobed.stream.decode.ReadingBuilder;

/** Random series through cleaning, in all allowed orders of arrival. */
class FinalFlagsTest {

    private static final int SERIES = 3_000;
    private static final long MAX_OUT_OF_ORDERNESS_SECONDS = 600;
    private static final long IDLE_TIMEOUT_SECONDS = 100L * 86_400;

    private final Cleaner cleaner = new Cleaner(1_000L * 86_400_000);

    @Test
    void finalFlagsAreThoseOfTheCollectedSeriesHoweverRowsArrive() throws IOException {
        for (int seed = 0; seed < SERIES; seed++) {
            RandomRows random = new RandomRows(seed);
            List<Row> rows = random.rows(40);
            QualityConfig config = random.config();
            Map<Long, QualityFlag> expected = collected(rows, config);
            DatastreamSettings live = settings(0, IDLE_TIMEOUT_SECONDS, config);
            DatastreamSettings patient = settings(MAX_OUT_OF_ORDERNESS_SECONDS, IDLE_TIMEOUT_SECONDS, config);
            check("live", seed, expected, run(rows, live, new Random(seed), 0));
            check("restored", seed, expected, run(rows, live, new Random(seed), 4));
            List<Row> shuffled = random.shuffledWithin(rows, MAX_OUT_OF_ORDERNESS_SECONDS * 1_000_000);
            check("shuffled", seed, expected, run(shuffled, patient, new Random(seed), 0));
            check("shuffled and restored", seed, expected, run(shuffled, patient, new Random(seed), 4));
        }
    }

    @Test
    void totalsHaveTheFlagsOfTheCollectedSeriesHoweverRowsArrive() throws IOException {
        for (int seed = 0; seed < SERIES / 3; seed++) {
            RandomRows random = new RandomRows(seed);
            List<Row> rows = random.totals(40);
            TotalStep.Params total = new TotalStep.Params(seed % 2 == 0 ? Double.NaN : 300, 60, 180, Double.NaN);
            QualityConfig config = random.config().with(total);
            Map<Long, QualityFlag> expected = collected(rows, config);
            DatastreamSettings live = settings(0, IDLE_TIMEOUT_SECONDS, config);
            DatastreamSettings patient = settings(MAX_OUT_OF_ORDERNESS_SECONDS, IDLE_TIMEOUT_SECONDS, config);
            check("live", seed, expected, run(rows, live, new Random(seed), 0));
            check("restored", seed, expected, run(rows, live, new Random(seed), 4));
            List<Row> shuffled = random.shuffledWithin(rows, MAX_OUT_OF_ORDERNESS_SECONDS * 1_000_000);
            check("shuffled and restored", seed, expected, run(shuffled, patient, new Random(seed), 4));
        }
    }

    @Test
    void silenceDecidesTheSameWhetherATimerOrTheNextReadingTellsIt() {
        for (int seed = 0; seed < SERIES; seed++) {
            RandomRows random = new RandomRows(seed);
            List<Row> rows = random.rows(40);
            QualityConfig config = random.config();
            long maxOutOfOrderness = seed % 2 == 0 ? 0 : MAX_OUT_OF_ORDERNESS_SECONDS;
            DatastreamSettings settings = settings(maxOutOfOrderness, 300, config);
            List<Row> arriving = random.shuffledWithin(rows, maxOutOfOrderness * 1_000_000);
            assertThat(runWithSilence(arriving, settings, new Random(seed)))
                    .as("seed %s", seed)
                    .isEqualTo(runWithSilence(arriving, settings, null));
        }
    }

    /** @param timers when watermarks pass between the readings; null: never */
    private Gathered runWithSilence(List<Row> rows, DatastreamSettings settings, Random timers) {
        Gathered out = new Gathered(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        CleaningState state = new CleaningState();
        long log = 0;
        for (Row row : rows) {
            long next = Math.max(log, row.timeMicros() / 1_000);
            if (timers != null && log > 0) {
                cleaner.runDue(state, log + (long) (timers.nextDouble() * (next - log)), out);
            }
            log = next;
            cleaner.runDue(state, log, out);
            cleaner.accept(
                    state,
                    ReadingBuilder.builder()
                            .datastream(DATASTREAM)
                            .phenomenonMicros(row.timeMicros())
                            .value(row.value())
                            .receivedMillis(log)
                            .catalogVersion(1)
                            .settings(settings)
                            .build(),
                    out);
        }
        return out;
    }

    private static Map<Long, QualityFlag> collected(List<Row> rows, QualityConfig config) {
        List<SeriesCleaning.Cleaned> cleaned = new SeriesCleaning(config, Scale.LINE, Sentinels.NONE).clean(rows);
        Map<Long, QualityFlag> flags = new TreeMap<>();
        for (int i = 0; i < rows.size(); i++) {
            flags.put(rows.get(i).timeMicros(), TestBits.overall(cleaned.get(i).bits()));
        }
        return flags;
    }

    private static void check(String way, int seed, Map<Long, QualityFlag> expected, Gathered out) {
        Map<Long, QualityFlag> stored = new TreeMap<>();
        Map<Long, List<Object>> judged = new TreeMap<>();
        Map<Long, Integer> revisions = new TreeMap<>();
        for (Observation row : out.stored()) {
            stored.put(row.phenomenonMicros(), row.flag());
            List<Object> before = judged.put(row.phenomenonMicros(), List.of(row.flag(), row.tests()));
            int revision = revisions.merge(row.phenomenonMicros(), 0, (revisionBefore, zero) -> revisionBefore + 1);
            assertThat(row.revision()).as("revision, %s, seed %s", way, seed).isEqualTo(revision);
            assertThat(judged.get(row.phenomenonMicros()))
                    .as("revised flag or tests, %s, seed %s", way, seed)
                    .isNotEqualTo(before);
        }
        assertThat(stored).as("stored, %s, seed %s", way, seed).isEqualTo(expected);
        Map<Long, QualityFlag> windowed = new TreeMap<>();
        long clock = Long.MIN_VALUE;
        for (CleanedStep step : out.steps()) {
            if (step.observation() != null) {
                assertThat(step.late()).isFalse();
                assertThat(step.observation().phenomenonMicros()).isGreaterThanOrEqualTo(clock);
                windowed.put(
                        step.observation().phenomenonMicros(),
                        step.observation().flag());
            }
            clock = step.clockMicros();
        }
        assertThat(windowed).as("to windows, %s, seed %s", way, seed).isEqualTo(expected);
        assertThat(out.values().stream()
                        .map(value -> value.observation().phenomenonMicros())
                        .toList())
                .as("to detectors, %s, seed %s", way, seed)
                .containsExactlyElementsOf(expected.keySet());
    }

    /** @param restores one of how many rows is followed by a restore; 0: none */
    private Gathered run(List<Row> rows, DatastreamSettings settings, Random random, int restores) throws IOException {
        Gathered out = new Gathered(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        CleaningState state = new CleaningState();
        long newest = 0;
        for (Row row : rows) {
            newest = Math.max(newest, row.timeMicros() / 1_000);
            cleaner.accept(
                    state,
                    ReadingBuilder.builder()
                            .datastream(DATASTREAM)
                            .phenomenonMicros(row.timeMicros())
                            .value(row.value())
                            .receivedMillis(newest)
                            .catalogVersion(1)
                            .settings(settings)
                            .build(),
                    out);
            if (restores > 0 && random.nextInt(restores) == 0) {
                state = restored(state);
            }
        }
        cleaner.runDue(state, newest + IDLE_TIMEOUT_SECONDS * 1_000, out);
        return out;
    }

    private static CleaningState restored(CleaningState state) throws IOException {
        CleaningStateFormat form = new CleaningStateFormat();
        DataOutputSerializer bytes = new DataOutputSerializer(256);
        form.write(state, bytes);
        return form.read(form.version(), new DataInputDeserializer(bytes.getCopyOfBuffer()));
    }
}
