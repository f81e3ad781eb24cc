package org.metrobed.stream.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.metrobed.stream.Steps.DATASTREAM;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.metrobed.model.DatastreamSettings;
import org.metrobed.model.Observation;
import org.metrobed.model.ObservationBuilder;
import org.metrobed.model.QualityFlag;
import org.metrobed.model.RawPosition;
import org.metrobed.model.Verdicts;
import org.metrobed.model.limits.QualityConfig;
import org.metrobed.model.limits.Sentinels;
import org.metrobed.model.window.WindowLevel;
import org.metrobed.model.window.WindowRevision;
import org.metrobed.stream.cleaning.CleanedStep;

class WindowStateFormatTest {

    private static final WindowStateFormat FORM = new WindowStateFormat();
    private static final long DAY_MILLIS = WindowLevel.DAY.millis();

    private final Windower windower = new Windower();

    @Test
    void restoredStateGoesOnAsTheOneThatWasWritten() throws IOException {
        for (int seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            WindowState once = new WindowState();
            WindowState restored = new WindowState();
            List<WindowRevision> expected = new ArrayList<>();
            List<WindowRevision> actual = new ArrayList<>();
            for (int second = 0; second < 10_000; second += 1 + random.nextInt(200)) {
                CleanedStep step = random(random, second);
                windower.accept(once, step, expected::add);
                windower.accept(restored, step, actual::add);
                restored = random.nextInt(4) == 0 ? read(FORM.version(), write(restored)) : restored;
            }
            windower.runDue(once, DATASTREAM, 2 * DAY_MILLIS, expected::add);
            windower.runDue(restored, DATASTREAM, 2 * DAY_MILLIS, actual::add);
            assertThat(actual).as("seed %s", seed).isEqualTo(expected);
            assertThat(restored.timerMillis).isEqualTo(once.timerMillis);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {60_000, 10_000})
    void stateOfADayOfAllLengthsIsAtMostFourKibibytes(long intervalMillis) throws IOException {
        Random random = new Random(11);
        WindowState state = new WindowState();
        double level = 0;
        int largest = 0;
        for (long millis = 0; millis < DAY_MILLIS; millis += intervalMillis) {
            level = 0.99 * level + 0.14 * random.nextGaussian();
            double particles = 12 * Math.exp(level / 2 + 0.1 * random.nextGaussian());
            QualityFlag flag = random.nextInt(50) == 0 ? QualityFlag.SUSPECT : QualityFlag.GOOD;
            windower.accept(state, step(millis, millis, particles, flag, intervalMillis), revision -> {});
            largest = Math.max(largest, write(state).length);
        }
        assertThat(state.level(WindowLevel.DAY).open()).hasSize(1);
        assertThat(largest).isBetween(1_000, 4_096);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void stateOfVersionsThatKnewMinutesAloneIsReadAndGoesOn(int version) throws IOException {
        WindowState state = read(version, minutesAlone(version));
        List<WindowRevision> out = new ArrayList<>();
        assertThat(state.timerMillis).isEqualTo(7_260_000);
        windower.accept(state, step(7_210_000, 7_210_000, 4, QualityFlag.GOOD, 60_000), out::add);
        assertThat(out).isEmpty();
        windower.accept(state, step(7_260_000, 7_260_000, 5, QualityFlag.GOOD, 60_000), out::add);
        assertThat(out)
                .extracting(revision -> revision.sizeMillis() + " " + revision.startMicros() + " r"
                        + revision.revision() + " n" + revision.good().count())
                .containsExactly(
                        "60000 60000000 r121 n1", "900000 0 r121 n1", "3600000 0 r121 n1", "60000 7200000000 r0 n2");
        assertThat(out.get(3).good().quantiles().isExact()).isTrue();
        windower.accept(state, step(8_200_000, 8_200_000, 6, QualityFlag.GOOD, 60_000), out::add);
        assertThat(out.get(out.size() - 1).sizeMillis()).isEqualTo(900_000);
        assertThat(out.get(out.size() - 1).good().count()).isEqualTo(3);
    }

    /** Windows up to 02:00 closed; one open with one reading, one late addition at 00:01. */
    private static byte[] minutesAlone(int version) throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(256);
        out.writeLong(7_200_000_000L);
        out.writeLong(7_260_000);
        out.writeInt(1);
        writeMinute(version, 7_200_000_000L, out);
        writeMinute(version, 60_000_000, out);
        return out.getCopyOfBuffer();
    }

    private static void writeMinute(int version, long start, DataOutputSerializer out) throws IOException {
        out.writeInt(1);
        out.writeLong(start);
        out.writeLong(1);
        for (double moment : new double[] {3, 0, 3}) {
            out.writeDouble(moment);
        }
        for (int i = 0; i < 4; i++) {
            out.writeDouble(3);
            out.writeLong(start);
        }
        if (version > 1) {
            out.writeDouble(0);
            out.writeDouble(0);
            out.writeInt(9);
            out.writeByte(1);
            out.writeDouble(3);
        }
        for (int i = 0; i < 5; i++) {
            out.writeLong(0);
        }
    }

    private static CleanedStep random(Random random, long second) {
        long late = random.nextInt(5) == 0 ? random.nextInt(4_000) : 0;
        QualityFlag flag = random.nextInt(3) == 0 ? QualityFlag.SUSPECT : QualityFlag.GOOD;
        CleanedStep step = step(Math.max(0, second - late) * 1_000, second * 1_000, random.nextInt(90), flag, 60_000);
        return random.nextInt(30) > 0
                ? step
                : new CleanedStep(DATASTREAM, null, false, step.clockMicros(), true, step.logMillis(), step.settings());
    }

    private static CleanedStep step(
            long millis, long clockMillis, double value, QualityFlag flag, long intervalMillis) {
        Observation observation = ObservationBuilder.builder()
                .datastream(DATASTREAM)
                .phenomenonMicros(millis * 1_000)
                .result(value)
                .flag(flag)
                .tests(Verdicts.NONE)
                .cause(Observation.Cause.ARRIVAL)
                .raw(new RawPosition(0, 0, 0))
                .receivedMillis(clockMillis)
                .catalogVersion(1)
                .build();
        DatastreamSettings settings = new DatastreamSettings(
                DATASTREAM,
                1,
                intervalMillis,
                0,
                130_000,
                QualityConfig.ofInterval(intervalMillis * 1_000),
                Sentinels.NONE,
                List.of());
        return new CleanedStep(
                DATASTREAM, observation, millis < clockMillis, clockMillis * 1_000, false, clockMillis, settings);
    }

    private static byte[] write(WindowState state) throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(256);
        FORM.write(state, out);
        return out.getCopyOfBuffer();
    }

    private static WindowState read(int version, byte[] bytes) throws IOException {
        DataInputDeserializer in = new DataInputDeserializer(bytes);
        WindowState state = FORM.read(version, in);
        assertThat(in.available()).isZero();
        return state;
    }
}
