package org.metrobed.stream.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;
import org.apache.flink.api.connector.source.ReaderInfo;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.connector.source.SplitsAssignment;
import org.apache.flink.connector.kafka.source.enumerator.KafkaSourceEnumState;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.flink.metrics.groups.SplitEnumeratorMetricGroup;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class RawEnumeratorTest {

    private final Coordinator coordinator = new Coordinator(3);

    @Test
    void readersGetPartitionsWhenAllAreThereAndKafkaHasAnswered() {
        RawEnumerator enumerator = started(5);
        register(enumerator, 0);
        register(enumerator, 1);
        coordinator.answer();
        assertThat(coordinator.assigned).isEmpty();
        register(enumerator, 2);
        assertThat(coordinator.assigned)
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        0, List.of("0@-2", "3@-2"),
                        1, List.of("1@-2", "4@-2"),
                        2, List.of("2@-2")));
    }

    @Test
    void restoredPartitionsAndAddedOnesAreGivenTogetherSoThatEachReaderHasOne() {
        RawEnumerator enumerator = started(3);
        register(enumerator, 0, split(0, 70), split(1, 80));
        register(enumerator, 1);
        register(enumerator, 2);
        assertThat(coordinator.assigned).as("Kafka has not answered").isEmpty();
        coordinator.answer();
        assertThat(coordinator.assigned)
                .containsExactlyInAnyOrderEntriesOf(Map.of(0, List.of("0@70"), 1, List.of("1@80"), 2, List.of("2@-2")));
    }

    @Test
    void partitionsThatWereNotAssignedBeforeACheckpointAreInItsState() {
        RawEnumerator enumerator = started(2);
        coordinator.answer();
        register(enumerator, 0, split(1, 9));
        KafkaSourceEnumState state = enumerator.snapshotState(1);
        assertThat(state.unassignedSplits()).containsExactly(split(1, 9));

        Coordinator other = new Coordinator(1);
        RawEnumerator restored = new RawEnumerator(other, "raw", () -> 2);
        restored.restore(state);
        restored.start();
        other.answer();
        other.readers.put(0, ReaderInfo.createReaderInfo(0, "here", List.of()));
        restored.addReader(0);
        assertThat(other.assigned).containsExactlyEntriesOf(Map.of(0, List.of("0@-2", "1@9")));
        assertThat(restored.snapshotState(2).assignedSplits()).hasSize(2);
    }

    @Test
    void readersThatStartAgainGetWhatTheyReportAndWhatCameBackOnceEach() {
        RawEnumerator enumerator = started(4);
        coordinator.answer();
        register(enumerator, 0, split(0, 5));
        register(enumerator, 1);
        register(enumerator, 2);
        coordinator.readers.clear();
        coordinator.assigned.clear();
        enumerator.addSplitsBack(List.of(split(0, 5), split(3, -2)), 0);
        enumerator.addSplitsBack(List.of(split(1, -2)), 1);
        register(enumerator, 1);
        register(enumerator, 2, split(2, 33));
        assertThat(coordinator.assigned).isEmpty();
        register(enumerator, 0, split(0, 5));
        assertThat(coordinator.assigned)
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of(0, List.of("0@5", "3@-2"), 1, List.of("1@-2"), 2, List.of("2@33")));
    }

    @Test
    void partitionsThatAReaderReportedAreKeptIfItStartsAgainBeforeTheyAreAssigned() {
        RawEnumerator enumerator = started(3);
        register(enumerator, 0, split(0, 5), split(1, 6), split(2, 7));
        register(enumerator, 1);
        register(enumerator, 2);
        coordinator.readers.remove(0);
        enumerator.addSplitsBack(List.of(), 0);
        register(enumerator, 0); // from a checkpoint that was taken before partitions were assigned
        coordinator.answer();
        assertThat(coordinator.assigned)
                .containsExactlyInAnyOrderEntriesOf(Map.of(0, List.of("0@5"), 1, List.of("1@6"), 2, List.of("2@7")));
    }

    @Test
    void jobFailsIfKafkaRefuses() {
        RawEnumerator enumerator = new RawEnumerator(coordinator, "raw", () -> {
            throw new KafkaException("no such topic");
        });
        enumerator.start();
        assertThatThrownBy(coordinator::answer).hasMessageContaining("partitions of raw");
    }

    private RawEnumerator started(int partitions) {
        RawEnumerator enumerator = new RawEnumerator(coordinator, "raw", () -> partitions);
        enumerator.start();
        return enumerator;
    }

    private void register(RawEnumerator enumerator, int subtask, KafkaPartitionSplit... restored) {
        coordinator.readers.put(subtask, ReaderInfo.createReaderInfo(subtask, "here", List.of(restored)));
        enumerator.addReader(subtask);
    }

    private static KafkaPartitionSplit split(int partition, long offset) {
        return new KafkaPartitionSplit(new TopicPartition("raw", partition), offset);
    }

    /** Keeps what was assigned, as partition and offset by reader. */
    private static final class Coordinator implements SplitEnumeratorContext<KafkaPartitionSplit> {

        private final int subtasks;
        private final Map<Integer, ReaderInfo> readers = new HashMap<>();
        private final Map<Integer, List<String>> assigned = new TreeMap<>();
        private final List<Runnable> calls = new ArrayList<>();

        Coordinator(int subtasks) {
            this.subtasks = subtasks;
        }

        /** Kafka answers now. */
        void answer() {
            calls.forEach(Runnable::run);
            calls.clear();
        }

        @Override
        public int currentParallelism() {
            return subtasks;
        }

        @Override
        public Map<Integer, ReaderInfo> registeredReaders() {
            return readers;
        }

        @Override
        public void assignSplits(SplitsAssignment<KafkaPartitionSplit> given) {
            given.assignment()
                    .forEach((reader, splits) ->
                            splits.forEach(split -> assigned.computeIfAbsent(reader, number -> new ArrayList<>())
                                    .add(split.getPartition() + "@" + split.getStartingOffset())));
        }

        @Override
        public <T> void callAsync(Callable<T> call, BiConsumer<T, Throwable> handler) {
            calls.add(() -> {
                T result = null;
                Throwable failure = null;
                try {
                    result = call.call();
                } catch (Exception e) {
                    failure = e;
                }
                handler.accept(result, failure);
            });
        }

        @Override
        public <T> void callAsync(Callable<T> call, BiConsumer<T, Throwable> handler, long delay, long period) {
            throw new IllegalStateException("Kafka is asked once");
        }

        @Override
        public SplitEnumeratorMetricGroup metricGroup() {
            throw new IllegalStateException("no metrics");
        }

        @Override
        public void sendEventToSourceReader(int subtask, SourceEvent event) {
            throw new IllegalStateException("no events");
        }

        @Override
        public void signalNoMoreSplits(int subtask) {
            throw new IllegalStateException("the log has no end");
        }

        @Override
        public void runInCoordinatorThread(Runnable action) {
            action.run();
        }
    }
}
