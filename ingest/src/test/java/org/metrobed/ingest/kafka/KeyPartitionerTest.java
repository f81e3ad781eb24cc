package org.metrobed.ingest.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.PartitionInfo;
import org.junit.jupiter.api.Test;

class KeyPartitionerTest {

    private final KeyPartitioner partitioner = new KeyPartitioner();

    @Test
    void keysHaveThePartitionOfKafkasOwnPartitionerWhateverWasAddedSince() {
        partitioner.configure(KeyPartitioner.settings("raw", 4));
        Cluster grown = cluster(16);
        for (int i = 0; i < 100; i++) {
            byte[] key = ("tb/thing-" + i).getBytes(UTF_8);
            assertThat(partitioner.partition("raw", null, key, null, null, grown))
                    .isEqualTo(BuiltInPartitioner.partitionForKey(key, 4));
            assertThat(partitioner.partition("other", null, key, null, null, grown))
                    .isEqualTo(BuiltInPartitioner.partitionForKey(key, 16));
        }
    }

    private static Cluster cluster(int partitions) {
        List<PartitionInfo> all = IntStream.range(0, partitions)
                .boxed()
                .flatMap(partition -> List.of("raw", "other").stream()
                        .map(topic -> new PartitionInfo(topic, partition, null, null, null)))
                .toList();
        return new Cluster("test", List.of(), all, Set.of(), Set.of());
    }
}
