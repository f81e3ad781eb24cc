package org.metrobed.lab.detect;

import java.time.ZoneId;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.metrobed.analysis.anomaly.AnomalyDetector;
import org.metrobed.analysis.anomaly.SeasonCalendar;
import org.metrobed.model.Scale;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Measures anomaly detection on one core after its training: a reading, and saving its state. Runs only if it is named:
 * {@code mvn -pl lab -am test -Dtest=AnomalyBenchmark -Dsurefire.failIfNoSpecifiedTests=false}.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class AnomalyBenchmark {

    private static final ZoneId ZONE = ZoneId.of("Europe/Vienna");
    private static final long START_MICROS = 1_777_593_600_000_000L; // 2026-05-01
    private static final long DAY_SECONDS = 86_400;
    private static final int VALUES = 4_096;
    private static final int TRAINING_DAYS = 14;

    private final double[] noise = new Random(1).doubles(VALUES, -3, 3).toArray();
    private AnomalyDetector detector;
    private long rows;

    /** Seconds between two readings. */
    @Param({"300", "60", "1"})
    public long intervalSeconds;

    /** Two weeks of ordinary values. */
    @Setup
    public void train() {
        detector = new AnomalyDetector(SeasonCalendar.of(ZONE), intervalSeconds * 1_000_000, Scale.LINE);
        rows = 0;
        for (long left = TRAINING_DAYS * DAY_SECONDS / intervalSeconds; left > 0; left--) {
            next();
        }
    }

    /** Scores a reading. */
    @Benchmark
    public int next() {
        long seconds = rows * intervalSeconds;
        double day = Math.cos(2 * Math.PI * (seconds % DAY_SECONDS) / DAY_SECONDS);
        double value = 100 - 50 * day + noise[(int) (rows++ % VALUES)];
        long micros = START_MICROS + seconds * 1_000_000;
        return detector.next(micros + 400_000, micros, value, false).size();
    }

    /** Saves the state as in a checkpoint. */
    @Benchmark
    public byte[] save() {
        return detector.save();
    }

    @Test
    void printsWhatTheWatchCosts() throws RunnerException {
        new Runner(new OptionsBuilder()
                        .include(AnomalyBenchmark.class.getName())
                        .jvmArgs("-Xmx512m", "-XX:+UseParallelGC")
                        .build())
                .run();
    }
}
