package org.metrobed.stream.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.flink.core.io.InputStatus;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.metrobed.stream.support.LogProgress;

class PartitionReaderTest {

    private final Kafka kafka = new Kafka();
    private final LogProgress progress = LogProgress.enter(this);
    private final PartitionReader reader =
            new PartitionReader(kafka, LogProgress.enter(this), () -> Instant.ofEpochMilli(10_000));

    @AfterEach
    void close() throws Exception {
        reader.close();
        progress.leave();
    }

    @Test
    void partitionWaitsAtADivisionUntilTheJobHasComeToItInAllPartitions() throws Exception {
        reader.addSplits(List.of(split(0), split(4)));
        kafka.next = () -> progress.divide(4, 5_000);
        reader.pollNext(null);
        assertThat(kafka.paused).containsExactly("raw-4");
        progress.reach(4_998);
        reader.pollNext(null);
        assertThat(kafka.paused).containsExactly("raw-4");

        progress.reach(4_999);
        reader.pollNext(null);
        assertThat(kafka.paused).isEmpty();
    }

    @Test
    void readerIsAwakeWhenItsWaitIsOver() {
        reader.addSplits(List.of(split(4)));
        progress.divide(4, 5_000);
        poll();
        CompletableFuture<Void> available = reader.isAvailable();
        assertThat(available).isNotDone();
        progress.reach(5_000);
        assertThat(available).isDone();
        poll();
        assertThat(reader.isAvailable()).as("waits for records again").isNotDone();
        assertThat(kafka.paused).isEmpty();
    }

    @Test
    void eachDivisionIsWaitedFor() {
        reader.addSplits(List.of(split(0), split(4), split(16)));
        progress.divide(16, 9_000);
        progress.divide(4, 5_000);
        poll();
        assertThat(kafka.paused).containsExactly("raw-16", "raw-4");
        progress.divide(0, 5_000);
        progress.reach(4_999);
        poll();
        assertThat(kafka.paused).containsExactly("raw-16");
        progress.divide(4, 9_000);
        progress.divide(0, 9_000);
        poll();
        assertThat(kafka.paused).containsExactly("raw-0", "raw-16", "raw-4");
        progress.reach(8_999);
        poll();
        assertThat(kafka.paused).isEmpty();
    }

    @Test
    void divisionThatTheJobHasPassedIsNotWaitedFor() {
        progress.reach(6_000);
        progress.divide(0, 5_000);
        reader.addSplits(List.of(split(0)));
        poll();
        assertThat(kafka.paused).isEmpty();
    }

    @Test
    void partitionDoesNotWaitBeforeARecordOfItWasReadBecauseItHasNoWatermark() throws Exception {
        progress.divide(4, 5_000);
        reader.addSplits(List.of(split(0), split(4)));
        assertThat(kafka.paused).isEmpty();
        kafka.next = () -> assertThat(kafka.paused).isEmpty();
        reader.pollNext(null);
        assertThat(kafka.paused).containsExactly("raw-4");
    }

    @Test
    void divisionOfAClockThatIsFarAheadIsNotWaitedFor() {
        reader.addSplits(List.of(split(0)));
        progress.divide(0, 70_001);
        poll();
        assertThat(kafka.paused).isEmpty();
    }

    private void poll() {
        try {
            reader.pollNext(null);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static KafkaPartitionSplit split(int partition) {
        return new KafkaPartitionSplit(new TopicPartition("raw", partition), 0);
    }

    /** Has no records, and knows which partitions are paused. */
    private static final class Kafka implements SourceReader<RawRecord, KafkaPartitionSplit> {

        private final Set<String> paused = new TreeSet<>();
        private final List<KafkaPartitionSplit> splits = new ArrayList<>();
        private final CompletableFuture<Void> records = new CompletableFuture<>();
        private Runnable next = () -> {};

        @Override
        public InputStatus pollNext(ReaderOutput<RawRecord> output) {
            next.run();
            next = () -> {};
            return InputStatus.NOTHING_AVAILABLE;
        }

        @Override
        public void pauseOrResumeSplits(Collection<String> toPause, Collection<String> toResume) {
            paused.addAll(toPause);
            paused.removeAll(toResume);
        }

        @Override
        public CompletableFuture<Void> isAvailable() {
            return records;
        }

        @Override
        public void addSplits(List<KafkaPartitionSplit> added) {
            splits.addAll(added);
        }

        @Override
        public List<KafkaPartitionSplit> snapshotState(long checkpoint) {
            return splits;
        }

        @Override
        public void start() {}

        @Override
        public void notifyNoMoreSplits() {}

        @Override
        public void close() {}
    }
}
