package org.metrobed.lab.recording;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.metrobed.analysis.score.TrueFault;
import org.metrobed.stream.decode.Reading;

class FaultPlacementTest {

    private static final long DAY_MICROS = 86_400_000_000L;

    @TempDir
    private static Path folder;

    private static Recording counts;

    @BeforeAll
    static void read() {
        MadeRecordings.counts(folder, "people", 60);
        counts = MadeRecordings.read(folder).recordings().get(0);
    }

    @ParameterizedTest
    @EnumSource(FaultKind.class)
    void onlyReadingsWithinTheFaultDiffer(FaultKind kind) {
        FaultedRecording run = new FaultPlacement(counts, 3).runs(kind, 1).get(0);

        TrueFault fault = run.truth().get(0);
        assertThat(fault.family()).isEqualTo(kind.word());
        assertThat(fault.fromMicros()).isGreaterThanOrEqualTo(counts.firstMicros() + 7 * DAY_MICROS);
        assertThat(outside(run.readings(), fault)).isEqualTo(outside(counts.readings(), fault));
        assertThat(run.readings()).isNotEqualTo(counts.readings());
    }

    @ParameterizedTest
    @EnumSource(
            value = FaultKind.class,
            names = {"SPIKE", "LEVEL_SHIFT", "NOISE", "DRIFT", "LOSS_OF_DAY", "GAIN_LARGE"})
    void faultySensorShowsWholeNumbersThatAreNotNegative(FaultKind kind) {
        FaultedRecording run = new FaultPlacement(counts, 4).runs(kind, 1).get(0);

        assertThat(run.readings()).allMatch(reading -> reading.value() >= 0 && reading.value() % 1 == 0);
    }

    @ParameterizedTest
    @EnumSource(FaultKind.class)
    void sameSeedGivesTheSameFaultsAndAnotherSeedOthers(FaultKind kind) {
        assertThat(new FaultPlacement(counts, 1).runs(kind, 5)).isEqualTo(new FaultPlacement(counts, 1).runs(kind, 5));
        assertThat(new FaultPlacement(counts, 1).runs(kind, 5))
                .isNotEqualTo(new FaultPlacement(counts, 2).runs(kind, 5));
    }

    @Test
    void runHasAtMostOneFaultInTwoWeeksAndRestBetweenThem() {
        List<FaultedRecording> runs = new FaultPlacement(counts, 1).runs(FaultKind.STUCK, 20);

        assertThat(runs.stream().mapToInt(run -> run.truth().size()).sum()).isEqualTo(20);
        assertThat(runs).allSatisfy(run -> {
            assertThat(run.truth()).hasSizeLessThanOrEqualTo(4);
            run.truth()
                    .forEach(one -> run.truth().stream()
                            .filter(other -> other.fromMicros() > one.fromMicros())
                            .forEach(other -> assertThat(other.fromMicros() - one.toMicros())
                                    .isGreaterThan(3 * DAY_MICROS)));
        });
    }

    @Test
    void lossTakesAWholeLocalDayAndMostOfItsPeople() {
        FaultedRecording run =
                new FaultPlacement(counts, 2).runs(FaultKind.LOSS_OF_DAY, 1).get(0);

        TrueFault day = run.truth().get(0);
        assertThat(day.toMicros() - day.fromMicros()).isEqualTo(DAY_MICROS);
        assertThat(sum(run.readings(), day))
                .isBetween(0.04 * sum(counts.readings(), day), 0.32 * sum(counts.readings(), day));
    }

    @Test
    void stuckAndCopiedValuesAreOnesThatWereThere() {
        Map<Long, Double> before = new HashMap<>();
        counts.readings().forEach(reading -> before.put(reading.phenomenonMicros(), reading.value()));
        FaultedRecording copied =
                new FaultPlacement(counts, 2).runs(FaultKind.COPIED_BLOCK, 1).get(0);
        FaultedRecording stuck =
                new FaultPlacement(counts, 2).runs(FaultKind.STUCK, 1).get(0);

        assertThat(inside(copied.readings(), copied.truth().get(0)))
                .isNotEmpty()
                .allMatch(reading -> before.get(reading.phenomenonMicros() - DAY_MICROS) == reading.value());
        assertThat(inside(stuck.readings(), stuck.truth().get(0)).stream()
                        .map(Reading::value)
                        .distinct())
                .hasSize(1);
    }

    @Test
    void recordingOfOneValueIsRefused() {
        StringBuilder text = new StringBuilder("timestamp,value\n");
        for (int hour = 0; hour < 300; hour++) {
            text.append(MadeRecordings.START.plusHours(hour)).append(":00,7\n");
        }
        MadeRecordings.write(folder.resolve("level.csv"), text);
        Recording level = MadeRecordings.read(folder).recordings().stream()
                .filter(one -> one.name().startsWith("level"))
                .findFirst()
                .orElseThrow();

        assertThat(new RecordingScoring(1, 1, Duration.ZERO).refusal(level)).contains("same value");
    }

    private static double sum(List<Reading> readings, TrueFault fault) {
        return inside(readings, fault).stream().mapToDouble(Reading::value).sum();
    }

    private static List<Reading> inside(List<Reading> readings, TrueFault fault) {
        return readings.stream().filter(reading -> contains(fault, reading)).toList();
    }

    /** By received time: a fault of the clock changes phenomenon times. */
    private static List<Reading> outside(List<Reading> readings, TrueFault fault) {
        return readings.stream().filter(reading -> !contains(fault, reading)).toList();
    }

    private static boolean contains(TrueFault fault, Reading reading) {
        long time = reading.receivedMillis() * 1_000;
        return time >= fault.fromMicros() && time < fault.toMicros();
    }
}
