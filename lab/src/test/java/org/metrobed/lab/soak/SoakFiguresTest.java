package org.metrobed.lab.soak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.OptionalLong;
import java.util.function.LongUnaryOperator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.metrobed.lab.cpu.CpuMeter;
import org.metrobed.lab.cpu.MemoryMeter;
import org.metrobed.lab.cpu.PhaseMeter;
import org.metrobed.lab.load.CityPlan;
import org.metrobed.lab.load.Load;
import org.metrobed.lab.load.Sent;
import org.metrobed.lab.path.PathResult;

final class SoakFiguresTest {

    private static final long READINGS = 120_000;

    private static SoakFigures figures(LongUnaryOperator heap, long rawBytes, long restarts, long committed) {
        List<SoakSample> samples = LongStream.rangeClosed(1, 12)
                .mapToObj(minute -> new SoakSample(
                        minute * 60,
                        new SoakSample.Rows(minute * 10_000, minute * 100),
                        new SoakSample.ProcessUse(new MemoryMeter.Memory(500, 100), heap.applyAsLong(minute), 200, 400),
                        new SoakSample.Told("up", restarts),
                        new DiskUse(
                                minute * 10_000 * 170,
                                minute * 100 * 300,
                                minute * 2_000_000,
                                minute * 10_000 * rawBytes,
                                0,
                                0,
                                0)))
                .toList();
        PathResult result = new PathResult(
                new Load("tcp://127.0.0.1:1", new CityPlan(10, 1, 1), 10, 720, Long.MAX_VALUE, Load.PACED),
                new Sent(READINGS / 10, READINGS, 1_200, 0, 720, 0),
                committed,
                new PhaseMeter.Use(720, new CpuMeter(OptionalLong.empty()).read(), 0, 0),
                60);
        return new SoakFigures(samples, result, 0, 3);
    }

    @Test
    void steadyRunHoldsAndSaysItsBytesAReading() {
        SoakFigures steady = figures(minute -> 100 + minute % 2, 30, 0, READINGS);
        assertThat(steady.listFaults()).isEmpty();
        assertThat(steady.perReading(sample -> sample.disk().observations())).isEqualTo(170);
        assertThat(steady.perWindow()).isEqualTo(300);
    }

    @Test
    void heapThatFillsInTheFirstThirdAloneHolds() {
        assertThat(figures(minute -> minute <= 4 ? minute : 100, 30, 0, READINGS)
                        .listFaults())
                .isEmpty();
    }

    @Test
    void heapThatGrowsIsAFault() {
        assertThat(figures(minute -> 100 + 5 * minute, 30, 0, READINGS).listFaults())
                .containsExactly("The heap after a collection grew by 15 % from the middle third to the last.");
    }

    @Test
    void moreBytesThanTheDocumentSaysAreAFault() {
        assertThat(figures(minute -> 100, Sizing.RAW * 2, 0, READINGS).listFaults())
                .singleElement()
                .asString()
                .startsWith("A reading in the raw log takes");
    }

    @Test
    void restartsAndMissingRowsAreFaults() {
        assertThat(figures(minute -> 100, 30, 2, READINGS - 1).listFaults())
                .containsExactly("119,999 rows of 120,000 readings.", "The job restarted 2 times.");
        assertThat(figures(minute -> 100, 30, -1, READINGS).listFaults())
                .containsExactly("The API does not say how often the job restarted.");
    }

    @Test
    void fewSamplesAreRefused() {
        SoakFigures steady = figures(minute -> 100, 30, 0, READINGS);
        assertThatThrownBy(() -> new SoakFigures(steady.samples().subList(0, 2), steady.result(), 0, 1))
                .hasMessageContaining("at least 3 samples, has 2");
    }
}
