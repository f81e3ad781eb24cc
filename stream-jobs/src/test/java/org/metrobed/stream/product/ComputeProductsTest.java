package org.metrobed.stream.product;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;
import org.metrobed.model.DatastreamSettings;
import org.metrobed.model.QualityFlag;
import org.metrobed.stream.Harnesses;
import org.metrobed.stream.Steps;
import org.metrobed.stream.cleaning.CleanedStep;
import org.metrobed.stream.decode.Reading;
import org.metrobed.stream.decode.ReadingFormat;

class ComputeProductsTest {

    private static final DatastreamSettings SETTINGS =
            Hours.source(1, "nowcast-pm25", "nowcast-pm10", "aqi-pm25", "aqi-pm10");

    @Test
    void restartAtAnyStepGivesTheSameProducts() throws Exception {
        List<CleanedStep> steps = awkward(new Random(7));
        List<Reading> whole = run(steps, List.of());
        assertThat(whole).hasSizeGreaterThan(60).anyMatch(reading -> !Double.isNaN(reading.value()));

        Random random = new Random(8);
        for (int round = 0; round < 20; round++) {
            List<Integer> restarts =
                    random.ints(3, 0, steps.size()).sorted().boxed().toList();
            assertThat(run(steps, restarts)).isEqualTo(whole);
        }
    }

    @Test
    void operatorHasNoTimer() throws Exception {
        KeyedOneInputStreamOperatorTestHarness<String, CleanedStep, Reading> operator = open(null);
        for (CleanedStep step : awkward(new Random(9))) {
            operator.processElement(step, step.logMillis());
        }
        assertThat(operator.numEventTimeTimers()).isZero();
        assertThat(operator.numKeyedStateEntries()).isEqualTo(1);
        operator.close();
    }

    @Test
    void datastreamWithoutProductsIsNotAsked() {
        assertThat(ComputeProducts.isAsked(Hours.minute(SETTINGS, 1, 1))).isTrue();
        assertThat(ComputeProducts.isAsked(Hours.minute(Steps.settings(0, 130), 1, 1)))
                .isFalse();
    }

    /** Two days with gaps, flags of all kinds and late readings. */
    private static List<CleanedStep> awkward(Random random) {
        List<CleanedStep> steps = new ArrayList<>();
        QualityFlag[] flags = QualityFlag.values();
        for (long minute = 0; minute < 2_880; minute++) {
            double value = 20 + random.nextInt(400) / 10.0;
            if (random.nextInt(300) == 0) {
                minute += random.nextInt(200);
            } else if (random.nextInt(20) == 0) {
                long ago = Math.max(0, minute - random.nextInt(200));
                steps.add(Hours.step(SETTINGS, ago, value, QualityFlag.GOOD, minute));
            }
            QualityFlag flag = random.nextInt(8) == 0 ? flags[random.nextInt(flags.length)] : QualityFlag.GOOD;
            steps.add(Hours.step(SETTINGS, minute, flag == QualityFlag.MISSING ? Double.NaN : value, flag, minute));
        }
        return steps;
    }

    private static List<Reading> run(List<CleanedStep> steps, List<Integer> restarts) throws Exception {
        List<Reading> out = new ArrayList<>();
        OperatorSubtaskState snapshot = null;
        int at = 0;
        List<Integer> ends = new ArrayList<>(restarts);
        ends.add(steps.size());
        for (int end : ends) {
            KeyedOneInputStreamOperatorTestHarness<String, CleanedStep, Reading> operator = open(snapshot);
            for (; at < end; at++) {
                operator.processElement(steps.get(at), steps.get(at).logMillis());
            }
            out.addAll(operator.extractOutputValues());
            snapshot = operator.snapshot(end, end);
            operator.close();
        }
        return out;
    }

    private static KeyedOneInputStreamOperatorTestHarness<String, CleanedStep, Reading> open(
            OperatorSubtaskState snapshot) throws Exception {
        return Harnesses.open(new ComputeProducts(), CleanedStep::datastream, new ReadingFormat(), snapshot);
    }
}
