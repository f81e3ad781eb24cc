package org.metrobed.launcher.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.metrobed.api.job.JobMonitor;
import org.metrobed.api.job.JobState;
import org.metrobed.testkit.Eventually;

final class FlinkServiceIT {

    private static final AtomicLong LAST = new AtomicLong();
    private static final AtomicInteger FAILURES = new AtomicInteger();

    @TempDir
    Path folder;

    @Test
    void jobResumesFromItsLastCheckpoint() throws IOException {
        LAST.set(0);
        try (FlinkService flink = FlinkService.start(folder, 1)) {
            assertThat(flink.run(this::counting)).isEmpty();
            Eventually.await("count", Duration.ofSeconds(60), () -> LAST.get() > 50);
        }
        List<Path> left = new CheckpointFolder(FlinkService.checkpoints(folder)).listNewestFirst();
        assertThat(left).isNotEmpty();
        LAST.set(0);
        try (FlinkService flink = FlinkService.start(folder, 1)) {
            assertThat(flink.run(this::counting)).contains(left.get(0));
            Eventually.await("count", Duration.ofSeconds(60), () -> LAST.get() > 0);
            assertThat(LAST.get()).isGreaterThan(50);
        }
    }

    @Test
    void brokenCheckpointIsPassedOver() throws IOException {
        try (FlinkService flink = FlinkService.start(folder, 1)) {
            flink.run(this::counting);
            flink.checkpoint();
            flink.checkpoint();
        }
        List<Path> left = new CheckpointFolder(FlinkService.checkpoints(folder)).listNewestFirst();
        assertThat(left).hasSizeGreaterThan(1);
        Files.write(left.get(0).resolve("_metadata"), new byte[] {1, 2, 3});
        try (FlinkService flink = FlinkService.start(folder, 1)) {
            assertThat(flink.run(this::counting)).contains(left.get(1));
        }
    }

    @Test
    void checkpointsOfEarlierRunsAreDeletedOnlyWhenTheNextRunHasCompletedOne() throws IOException {
        List<Path> first = run(3);
        assertThat(first).hasSize(3);
        try (FlinkService flink = FlinkService.start(folder, 1)) {
            assertThat(flink.run(this::counting)).contains(first.get(0));
            assertThat(first).allMatch(Files::exists);
            flink.cancel();
        }
        assertThat(first).as("without a checkpoint of the second run").allMatch(Files::exists);
        for (int i = 0; i < 3; i++) {
            assertThat(run(3))
                    .as("the newest three, and perhaps the one that it started from")
                    .hasSizeBetween(3, 4);
        }
        assertThat(first).noneMatch(Files::exists);
    }

    @Test
    void checkOfACheckpointSaysWhetherTheJobReadsItAndChangesNothing(@TempDir Path scratch) throws IOException {
        List<Path> left = run(2);
        List<Path> files = files();
        CheckpointCheck good = FlinkService.check(scratch.resolve("a"), left.get(0), counting(), counting());
        assertThat(good).isEqualTo(new CheckpointCheck(left.get(0), true, List.of()));
        FAILURES.set(Integer.MAX_VALUE);
        CheckpointCheck bad =
                FlinkService.check(scratch.resolve("b"), left.get(0), counting(), counting(new Refusing()));
        assertThat(bad.readable()).isFalse();
        assertThat(bad.problems())
                .containsExactly("the Flink job fails: the store does not open: the database refuses");
        CheckpointCheck other =
                FlinkService.check(scratch.resolve("c"), left.get(0), counting(new Count(), "other"), counting());
        assertThat(other.readable()).isFalse();
        assertThat(other.problems()).singleElement().asString().startsWith("state of operators that this version");
        assertThat(files()).containsAll(files);
    }

    @Test
    void jobThatFailsWhileItStartsTellsEachCauseOnceUntilItRuns() {
        List<String> told = new ArrayList<>();
        FAILURES.set(3);
        try (FlinkService flink = FlinkService.start(folder, 1)) {
            assertThat(flink.run(() -> counting(new Refusing()), told::add, () -> false))
                    .isEmpty();
        }
        assertThat(told).containsExactly("the Flink job fails: the store does not open: the database refuses");
    }

    @Test
    void startIsGivenUpWhenTheProcessIsToStop() {
        List<String> told = new ArrayList<>();
        FAILURES.set(Integer.MAX_VALUE);
        try (FlinkService flink = FlinkService.start(folder, 1)) {
            assertThatThrownBy(() -> flink.run(() -> counting(new Refusing()), told::add, () -> !told.isEmpty()))
                    .isInstanceOf(StartStopped.class);
        }
        assertThat(told).hasSize(1);
    }

    /** Runs the job with some checkpoints, the last one at its end; returns what is left. */
    private List<Path> run(int checkpoints) throws IOException {
        try (FlinkService flink = FlinkService.start(folder, 1)) {
            flink.run(this::counting);
            for (int i = 1; i < checkpoints; i++) {
                flink.checkpoint();
            }
        }
        return new CheckpointFolder(FlinkService.checkpoints(folder)).listNewestFirst();
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> paths = Files.walk(FlinkService.checkpoints(folder))) {
            return paths.filter(Files::isRegularFile).sorted().toList();
        }
    }

    @Test
    void jobMonitorTellsOfRestartsAndCheckpoints() throws Exception {
        FAILURES.set(0);
        try (FlinkService flink = FlinkService.start(folder, 1);
                JobMonitor monitor = new JobMonitor(flink.url(), Duration.ofHours(1), InstantSource.system())) {
            flink.run(() -> counting(new Failing()));
            flink.checkpoint();
            monitor.start();
            JobState job = Eventually.get(
                            "a job that runs",
                            Duration.ofSeconds(120),
                            monitor::newest,
                            newest -> newest.filter(JobState::runs).isPresent())
                    .orElseThrow();
            assertThat(job.checkpointAt()).isPresent();
            assertThat(job.checkpointBytes()).isPositive();
            assertThat(monitor.findFault()).isEmpty();
            assertThat(healthyInCompose(flink.url())).isTrue();
            FAILURES.set(Integer.MAX_VALUE);
            String fault = Eventually.get("a fault", Duration.ofSeconds(180), monitor::findFault, Optional::isPresent)
                    .orElseThrow();
            assertThat(fault).endsWith("; the newest failure: the disk is full");
            assertThat(monitor.newest().orElseThrow().restarts()).isPositive();
        }
    }

    /** Whether the check of the job manager's container would succeed. */
    private static boolean healthyInCompose(URI flink) throws Exception {
        String pattern = Files.readAllLines(Path.of("..", "docker-compose.yml")).stream()
                .filter(line -> line.contains("/jobs/overview"))
                .map(line -> line.replaceFirst(".*/jobs/overview\", '", "").replaceFirst("'].*", ""))
                .findFirst()
                .orElseThrow();
        Process check = new ProcessBuilder(
                        "../deploy/healthy",
                        flink.getHost(),
                        Integer.toString(flink.getPort()),
                        "/jobs/overview",
                        pattern)
                .redirectErrorStream(true)
                .start();
        return check.waitFor() == 0;
    }

    private StreamGraph counting() {
        return counting(new Count());
    }

    private StreamGraph counting(RichMapFunction<Long, Long> count) {
        return counting(count, "count");
    }

    private StreamGraph counting(RichMapFunction<Long, Long> count, String uid) {
        Configuration settings = new Configuration();
        settings.set(
                CheckpointingOptions.CHECKPOINTS_DIRECTORY,
                FlinkService.checkpoints(folder).toUri().toString());
        settings.set(
                CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
                ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
        StreamExecutionEnvironment job = StreamExecutionEnvironment.getExecutionEnvironment(settings);
        job.setParallelism(1);
        job.enableCheckpointing(60_000);
        job.fromSource(
                        new DataGeneratorSource<>(
                                n -> n, Long.MAX_VALUE, RateLimiterStrategy.perSecond(1_000), Types.LONG),
                        WatermarkStrategy.noWatermarks(),
                        "numbers")
                .uid("numbers")
                .keyBy(n -> "one")
                .map(count)
                .uid(uid)
                .sinkTo(new DiscardingSink<>())
                .uid("nowhere");
        return job.getStreamGraph();
    }

    /** Does not open some times. */
    private static final class Refusing extends RichMapFunction<Long, Long> {

        @Override
        public void open(OpenContext context) throws IOException {
            if (FAILURES.getAndDecrement() > 0) {
                throw new IOException("the store does not open", new IOException("the database refuses"));
            }
        }

        @Override
        public Long map(Long value) {
            return value;
        }
    }

    /** Fails at a value some times. */
    private static final class Failing extends RichMapFunction<Long, Long> {

        @Override
        public Long map(Long value) throws IOException {
            if (FAILURES.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                throw new IOException("the value is not stored", new IOException("the disk is full"));
            }
            return value;
        }
    }

    private static final class Count extends RichMapFunction<Long, Long> {

        private transient ValueState<Long> count;

        @Override
        public void open(OpenContext context) {
            count = getRuntimeContext().getState(new ValueStateDescriptor<>("count", Types.LONG));
        }

        @Override
        public Long map(Long value) throws IOException {
            long next = count.value() == null ? 1 : count.value() + 1;
            count.update(next);
            LAST.set(next);
            return next;
        }
    }
}
