package org.metrobed.lab.correlate;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.api.common.eventtime.SerializableTimestampAssigner;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.util.Collector;
import org.junit.jupiter.api.Test;
import org.metrobed.analysis.correlate.AlertCorrelator;
import org.metrobed.analysis.correlate.DetectorReport;
import org.metrobed.analysis.correlate.Deviation;
import org.metrobed.analysis.correlate.IngestOutages;
import org.metrobed.analysis.correlate.Neighbourhood;
import org.metrobed.model.AlertEvent;
import org.metrobed.model.AlertEventBuilder;
import org.metrobed.model.Finding;
import org.metrobed.model.Severity;
import org.metrobed.model.Site;
import org.metrobed.stream.anomaly.AlertEventFormat;
import org.metrobed.stream.anomaly.DetectorReportFormat;
import org.metrobed.stream.anomaly.DeviationFormat;
import org.metrobed.stream.correlate.AlertTopology;
import org.metrobed.stream.decode.LivenessSignal;
import org.metrobed.stream.decode.LivenessSignalFormat;
import org.metrobed.stream.support.StateFormat;
import org.metrobed.stream.support.StateFormatType;
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
 * their neighbours are asked again 15 minutes later. {@code decisions} measures the decisions alone; {@code operators} the
 * operators of the pipeline, with state, network, checkpoints each second and the start of the job, without asking again.
 * Milliseconds for all alerts of the storm. Runs only if it is named: {@code mvn -pl lab -am test -Dtest=StormBenchmark -Dsurefire.failIfNoSpecifiedTests=false}.
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

    /** The alerts that have left the operators of this process. */
    private static final AtomicInteger TOLD = new AtomicInteger();

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
    public int decisions() {
        Neighbourhood neighbourhood = new Neighbourhood();
        AlertCorrelator correlator = new AlertCorrelator(new IngestOutages(), List.of());
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

    /** All alerts pass the operators. */
    @Benchmark
    public int operators() throws Exception {
        TOLD.set(0);
        Path folder = Files.createTempDirectory("storm");
        Configuration flink = new Configuration();
        flink.set(PipelineOptions.GENERIC_TYPES, false);
        flink.set(PipelineOptions.OBJECT_REUSE, true);
        flink.set(PipelineOptions.MAX_PARALLELISM, 128);
        flink.set(PipelineOptions.AUTO_WATERMARK_INTERVAL, Duration.ofMillis(200));
        flink.set(StateBackendOptions.STATE_BACKEND, "hashmap");
        flink.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofSeconds(1));
        flink.set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem");
        flink.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, folder.toUri().toString());
        StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(2, flink);
        List<Deviation> deviations = new ArrayList<>();
        for (int i = 0; i < alerts; i++) {
            deviations.add(deviation(i, START_MILLIS, 31));
        }
        for (DetectorReport report : reports) {
            deviations.add(deviation(deviations.size() - alerts, report.event().recordedMillis(), 80));
        }
        DataStream<Deviation> values =
                inOrder(env, deviations, new DeviationFormat(), (deviation, none) -> deviation.recordedMillis());
        DataStream<AlertEvent> told = AlertTopology.build(
                List.of(inOrder(
                        env,
                        reports,
                        new DetectorReportFormat(),
                        (report, none) -> report.event().recordedMillis())),
                values,
                List.of(values.flatMap((Deviation deviation, Collector<LivenessSignal> out) -> {})
                        .returns(new StateFormatType<>(new LivenessSignalFormat()))),
                values.flatMap((Deviation deviation, Collector<AlertEvent> out) -> {})
                        .returns(new StateFormatType<>(new AlertEventFormat())));
        told.map(event -> TOLD.incrementAndGet()).returns(Types.INT).sinkTo(new DiscardingSink<>());
        env.execute("storm");
        if (TOLD.get() < alerts) {
            throw new IllegalStateException(TOLD.get() + " of " + alerts + " alerts were told");
        }
        return TOLD.get();
    }

    private static <T> DataStream<T> inOrder(
            StreamExecutionEnvironment env,
            List<T> values,
            StateFormat<T> form,
            SerializableTimestampAssigner<T> millis) {
        return env.fromData(values, new StateFormatType<>(form))
                .assignTimestampsAndWatermarks(
                        WatermarkStrategy.<T>forMonotonousTimestamps().withTimestampAssigner(millis));
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
                        .jvmArgs(
                                "-Xmx1g",
                                "-XX:+UseParallelGC",
                                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                                "--add-opens=java.base/java.util=ALL-UNNAMED")
                        .build())
                .run();
    }
}
