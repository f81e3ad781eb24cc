package org.metrobed.lab.correlate;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.metrobed.analysis.correlate.AlertCorrelator;
import org.metrobed.analysis.correlate.DetectorReport;
import org.metrobed.analysis.correlate.Deviation;
import org.metrobed.analysis.correlate.Neighbourhood;
import org.metrobed.model.AlertEvent;
import org.metrobed.model.AlertEventBuilder;
import org.metrobed.model.Finding;
import org.metrobed.model.Severity;
import org.metrobed.model.Site;
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
 * Measures a storm on one core: all datastreams of a property in 10 by 10 km alert within a minute of log time, and
 * their neighbours are asked again 15 minutes later. Milliseconds for all alerts of the storm. Runs only if it is
 * named: {@code mvn -pl lab -am test -Dtest=StormBenchmark -Dsurefire.failIfNoSpecifiedTests=false}.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5)
@Measurement(iterations = 5)
@Fork(1)
public class StormBenchmark {

    private static final long START_MILLIS = 1_777_636_800_000L;
    private static final long MINUTE_MILLIS = 60_000;
    private static final long AGAIN_MILLIS = 16 * MINUTE_MILLIS;

    private final List<Site> sites = new ArrayList<>();
    private final List<DetectorReport> reports = new ArrayList<>();

    /** Alerts of the storm. */
    @Param({"100", "1000", "10000", "30000"})
    public int alerts;

    /** The reports of the detectors. */
    @Setup
    public void prepare() {
        Random random = new Random(alerts);
        sites.clear();
        reports.clear();
        for (int i = 0; i < alerts; i++) {
            Site site = new Site(48.2 + random.nextDouble() * 0.09, 16.4 + random.nextDouble() * 0.135);
            sites.add(site);
            reports.add(new DetectorReport(opened(i, START_MILLIS + MINUTE_MILLIS * i / alerts), site, MINUTE_MILLIS));
        }
    }

    /** All alerts open and are asked about again. */
    @Benchmark
    public int storm() {
        Neighbourhood neighbourhood = new Neighbourhood();
        AlertCorrelator correlator = new AlertCorrelator();
        int told = 0;
        for (int i = 0; i < alerts; i++) {
            neighbourhood.receive(deviation(i, START_MILLIS, 31));
        }
        for (int i = 0; i < alerts; i++) {
            DetectorReport report = reports.get(i);
            neighbourhood.receive(deviation(i, report.event().recordedMillis(), 80));
            told += correlator.take(neighbourhood.take(report)).size();
        }
        for (DetectorReport changed : neighbourhood.pass(START_MILLIS + AGAIN_MILLIS)) {
            told += correlator.take(changed).size();
        }
        return told;
    }

    private Deviation deviation(int sensor, long millis, double value) {
        return new Deviation(datastream(sensor), millis * 1_000, millis, value, 30, 10, 50, sites.get(sensor));
    }

    private static AlertEvent opened(int sensor, long millis) {
        return AlertEventBuilder.builder()
                .alertId("alert-" + sensor)
                .kind(AlertEvent.Kind.OPENED)
                .datastream(datastream(sensor))
                .detector("watch")
                .severity(Severity.WARNING)
                .onsetMicros(millis * 1_000)
                .atMicros(millis * 1_000)
                .recordedMillis(millis)
                .observed(80)
                .peak(80)
                .expectedLow(10)
                .expectedHigh(50)
                .message("too high")
                .catalogVersion(1)
                .finding(new Finding("jump", 0.9, 30, Finding.Origin.UNKNOWN, ""))
                .build();
    }

    private static String datastream(int sensor) {
        return "city/t" + sensor + "/pm25";
    }

    @Test
    void printsWhatAStormCosts() throws RunnerException {
        new Runner(new OptionsBuilder()
                        .include(StormBenchmark.class.getName())
                        .jvmArgs("-Xmx1g", "-XX:+UseParallelGC")
                        .build())
                .run();
    }
}
