package org.metrobed.stream.source;

import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.flink.core.io.InputStatus;
import org.metrobed.stream.support.LogProgress;

/**
 * Reads partitions by a reader of Flink's source for Kafka. A partition waits at a division until the job has come to it
 * in all partitions: otherwise a job that reads the whole log would read the added partitions beside its beginning, and
 * hold their readings in state. What has been fetched already is still read. No partition waits before a record of it was
 * read: it would have no watermark, so the job would come nowhere. A division that is a minute ahead of the
 * clock is not waited for: the clock that wrote it is wrong. The task's thread only.
 */
@SuppressWarnings("try") // Flink's interface permits any exception
final class PartitionReader implements SourceReader<RawRecord, KafkaPartitionSplit> {

    private static final long WRONG_CLOCK_MILLIS = 60_000;

    private final SourceReader<RawRecord, KafkaPartitionSplit> kafka;
    private final LogProgress progress;
    private final InstantSource clock;
    private final Map<Integer, String> splits = new HashMap<>();
    /** The log time of the division at which a partition waits. */
    private final Map<Integer, Long> waiting = new HashMap<>();

    private int divisionsSeen;
    private CompletableFuture<Void> end = CompletableFuture.completedFuture(null);

    /**
     * Reads nothing yet.
     *
     * @param progress of the job in this process; left when this is closed
     * @param clock the wall clock; it decides when to read only
     */
    PartitionReader(SourceReader<RawRecord, KafkaPartitionSplit> kafka, LogProgress progress, InstantSource clock) {
        this.kafka = Objects.requireNonNull(kafka, "kafka");
        this.progress = Objects.requireNonNull(progress, "progress");
        this.clock = Objects.requireNonNull(clock, "clock");
    }

    @Override
    public void start() {
        kafka.start();
    }

    @Override
    public void addSplits(List<KafkaPartitionSplit> added) {
        kafka.addSplits(added);
        added.forEach(split -> splits.put(split.getPartition(), split.splitId()));
    }

    @Override
    public InputStatus pollNext(ReaderOutput<RawRecord> output) throws Exception {
        if (!waiting.isEmpty() && end.isDone()) {
            resume();
        }
        InputStatus status = kafka.pollNext(output);
        if (divisionsSeen != progress.divisions()) {
            pause();
        }
        return status;
    }

    @Override
    public CompletableFuture<Void> isAvailable() {
        CompletableFuture<Void> records = kafka.isAvailable();
        return waiting.isEmpty()
                ? records
                : CompletableFuture.anyOf(records, end).thenApply(any -> null);
    }

    private void pause() {
        divisionsSeen = progress.divisions();
        long latest = clock.millis() + WRONG_CLOCK_MILLIS;
        splits.forEach((partition, split) -> {
            long divided = progress.dividedMillis(partition);
            boolean waits = divided <= latest && !progress.hasReached(divided - 1);
            if (waits && !Long.valueOf(divided).equals(waiting.put(partition, divided))) {
                kafka.pauseOrResumeSplits(List.of(split), List.of());
            }
        });
        await();
    }

    private void resume() {
        waiting.entrySet().removeIf(entry -> {
            boolean over = progress.hasReached(entry.getValue() - 1);
            if (over) {
                kafka.pauseOrResumeSplits(List.of(), List.of(splits.get(entry.getKey())));
            }
            return over;
        });
        await();
    }

    private void await() {
        waiting.values().stream().min(Long::compare).ifPresent(earliest -> end = progress.whenReached(earliest - 1));
    }

    @Override
    public List<KafkaPartitionSplit> snapshotState(long checkpoint) {
        return kafka.snapshotState(checkpoint);
    }

    @Override
    public void notifyNoMoreSplits() {
        kafka.notifyNoMoreSplits();
    }

    @Override
    public void handleSourceEvents(SourceEvent event) {
        kafka.handleSourceEvents(event);
    }

    @Override
    public void notifyCheckpointComplete(long checkpoint) throws Exception {
        kafka.notifyCheckpointComplete(checkpoint);
    }

    @Override
    public void notifyCheckpointAborted(long checkpoint) throws Exception {
        kafka.notifyCheckpointAborted(checkpoint);
    }

    @Override
    public void close() throws Exception {
        try {
            kafka.close();
        } finally {
            progress.leave();
        }
    }
}
