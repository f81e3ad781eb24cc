package org.metrobed.lab.isolated;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;
import org.metrobed.embedded.ServiceException;
import org.metrobed.launcher.flink.FlinkService;
import org.metrobed.launcher.run.Configs;
import org.metrobed.simulators.WorkProgress;
import org.metrobed.store.DatabaseConfig;
import org.metrobed.store.progress.ProgressReader;
import org.metrobed.stream.Pipeline;
import org.metrobed.stream.PipelineConfig;
import org.metrobed.topics.Topics;

/**
 * The pipeline on the log of an isolated run.
 *
 * @param folder the folder of Flink
 * @param results the schema of the pass
 */
record RunJob(String kafka, Topics topics, DatabaseConfig into, Path folder, DataSource results) {

    private static final Duration LIMIT = Duration.ofHours(2);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration CHECKPOINTS = Duration.ofSeconds(1);
    private static final Duration STILL = Duration.ofSeconds(5);
    private static final long MINUTE_MILLIS = 60_000;

    /** Runs the whole log; returns when every sink has committed everything. */
    void run(RunPass pass, long fromMillis, long endMillis, WorkProgress progress) throws SQLException {
        FlinkService.forget(folder);
        PipelineConfig config = Configs.isolatedRun(
                kafka,
                topics,
                into,
                pass.restarted() ? FlinkService.checkpoints(folder).toUri().toString() : "",
                pass.restarted() ? CHECKPOINTS : Duration.ZERO,
                pass.subtasks());
        try (FlinkService flink = FlinkService.start(folder, pass.subtasks())) {
            flink.run(() -> Configs.graph(config));
            if (pass.restarted()) {
                long half = fromMillis + (endMillis - fromMillis) / 2;
                await(fromMillis, endMillis, half, progress, flink::hasCheckpoint);
                flink.cancel();
                RunLog.writeEndAgain(kafka, topics, fromMillis, endMillis);
                flink.run(() -> Configs.graph(config));
            }
            await(fromMillis, endMillis, endMillis - Pipeline.BEHIND_MILLIS, progress, () -> true);
            flink.cancel();
        }
    }

    private void await(long fromMillis, long endMillis, long wantedMillis, WorkProgress progress, BooleanSupplier also)
            throws SQLException {
        ProgressReader reader = new ProgressReader(results);
        long deadline = System.nanoTime() + LIMIT.toNanos();
        OptionalLong last = OptionalLong.empty();
        long movedNanos = System.nanoTime();
        while (System.nanoTime() < deadline) {
            OptionalLong asOf = reader.asOf();
            if (!asOf.equals(last)) {
                last = asOf;
                movedNanos = System.nanoTime();
            } else if (System.nanoTime() - movedNanos > STILL.toNanos()) {
                RunLog.writeEndAgain(kafka, topics, fromMillis, endMillis); // the job may have resumed after the end
                movedNanos = System.nanoTime();
            }
            if (asOf.isPresent() && asOf.getAsLong() >= fromMillis) {
                progress.at((asOf.getAsLong() - fromMillis) / MINUTE_MILLIS, (endMillis - fromMillis) / MINUTE_MILLIS);
            }
            if (asOf.isPresent() && asOf.getAsLong() >= wantedMillis && also.getAsBoolean()) {
                return;
            }
            LockSupport.parkNanos(POLL.toNanos());
        }
        throw new ServiceException("the pipeline has not reached the end of the isolated run's log within " + LIMIT);
    }
}
