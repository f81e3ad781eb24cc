package org.metrobed.lab.quality;

import java.time.ZoneId;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.metrobed.analysis.quality.AttenuatedSignal;
import org.metrobed.analysis.quality.Climatology;
import org.metrobed.analysis.quality.FlatLine;
import org.metrobed.analysis.quality.GrossRange;
import org.metrobed.analysis.quality.QualityRun;
import org.metrobed.analysis.quality.QualityState;
import org.metrobed.analysis.quality.RateOfChange;
import org.metrobed.analysis.quality.Spike;
import org.metrobed.analysis.quality.TestBits;
import org.metrobed.analysis.quality.TimeGap;
import org.metrobed.model.DatastreamSettings;
import org.metrobed.model.Observation;
import org.metrobed.model.Scale;
import org.metrobed.model.Verdicts;
import org.metrobed.model.limits.Period;
import org.metrobed.model.limits.QualityConfig;
import org.metrobed.model.limits.Sentinels;
import org.metrobed.model.limits.Span;
import org.metrobed.stream.cleaning.CleanedStep;
import org.metrobed.stream.cleaning.Cleaner;
import org.metrobed.stream.cleaning.CleaningState;
import org.metrobed.stream.decode.ReadingBuilder;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Measures the cost of a reading on one core with all tests on: the tests alone, and cleaning with the tests. Runs only
 * if it is named: {@code mvn -pl lab -am test -Dtest=QualityBenchmark -Dsurefire.failIfNoSpecifiedTests=false}.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class QualityBenchmark {

    private static final long MINUTE_MICROS = 60_000_000;
    private static final int VALUES = 4_096;

    private final QualityConfig config = QualityConfig.ofInterval(MINUTE_MICROS)
            .with(new GrossRange.Params(new Span(-5, 1_000), new Span(0, 500)))
            .with(new Spike.Params(4.5, 45, Spike.Method.AVERAGE))
            .with(RateOfChange.Params.perSecond(5 / 60.0, 50 / 60.0, false))
            .with(FlatLine.Params.ofGap(3_600, 10_800, 0.05, 300))
            .with(new AttenuatedSignal.Params(0.01, 0.001, 3_600, 10, AttenuatedSignal.Check.STD, 3_600))
            .with(new Climatology.Params(ZoneId.of("Europe/Vienna"), List.of(member(0, 11), member(12, 23))))
            .with(new TimeGap.Params(600, 7_200, false));
    private final DatastreamSettings settings =
            new DatastreamSettings("city/station/pm25", 1, 60_000, 0, 130_000, config, Sentinels.NONE, List.of());
    private final QualityRun run = new QualityRun(config, Scale.LINE);
    private final QualityState tests = new QualityState();
    private final Cleaner cleaner = new Cleaner(48 * 3_600_000L);
    private final CleaningState cleaning = new CleaningState();
    private final double[] values = new Random(1).doubles(VALUES, 9, 11).toArray();
    private final Count count = new Count();
    private long rows;

    private static Climatology.Member member(int from, int to) {
        return new Climatology.Member(
                List.of(new Climatology.Season(Period.HOUR, new Span(from, to))), null, new Span(0, 300), Span.OPEN);
    }

    /** Runs all tests of a configuration on the next row. */
    @Benchmark
    public Verdicts allTests() {
        rows++;
        return run.accept(tests, rows * MINUTE_MICROS, values[(int) (rows % VALUES)], TestBits.NONE);
    }

    /** Runs cleaning on the next row: order, duplicates, all tests, and the emitted observations. */
    @Benchmark
    public long cleaning() {
        rows++;
        long time = 1_700_000_000_000_000L + rows * MINUTE_MICROS;
        double value = values[(int) (rows % VALUES)];
        cleaner.accept(
                cleaning,
                ReadingBuilder.builder()
                        .datastream("city/station/pm25")
                        .phenomenonMicros(time)
                        .value(value)
                        .receivedMillis(time / 1_000)
                        .offset(rows)
                        .catalogVersion(1)
                        .settings(rows == 1 ? settings : null)
                        .build(),
                count);
        return count.left;
    }

    /** Counts the emitted observations. */
    private static final class Count implements Cleaner.Output {
        private long left;

        @Override
        public void store(Observation observation) {
            left += observation.revision();
        }

        @Override
        public void value(CleanedStep value) {
            left++;
        }

        @Override
        public void arrival(CleanedStep arrival) {
            left++;
        }

        @Override
        public void step(CleanedStep step) {
            left++;
        }
    }

    @Test
    void printsWhatAReadingCosts() throws RunnerException {
        new Runner(new OptionsBuilder()
                        .include(QualityBenchmark.class.getName())
                        .jvmArgs("-Xmx512m", "-XX:+UseParallelGC")
                        .build())
                .run();
    }
}
