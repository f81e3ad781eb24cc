package org.metrobed.stream.source;

import java.io.Serializable;
import java.time.InstantSource;
import java.util.Properties;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.connector.source.SupportsSplitReassignmentOnRecovery;
import org.apache.flink.api.java.typeutils.ResultTypeQueryable;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.KafkaSourceEnumState;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.metrobed.config.tls.KafkaAddress;
import org.metrobed.stream.support.LogProgress;
import org.metrobed.topics.Topics;

/**
 * The raw log from its beginning, by Flink's source for Kafka and with its states, so that checkpoints of release 0.1 are
 * read. Two things differ: a {@link RawEnumerator} gives the partitions to the readers, and a {@link PartitionReader} lets a
 * partition wait at a division of the keys.
 */
public final class RawSource
        implements Source<RawRecord, KafkaPartitionSplit, KafkaSourceEnumState>,
                SupportsSplitReassignmentOnRecovery,
                ResultTypeQueryable<RawRecord> {

    private static final long serialVersionUID = 1L;

    private final KafkaSource<RawRecord> kafka;
    private final String bootstrapServers;
    private final String topic;
    private final Serializable run;

    /**
     * The raw log of a deployment.
     *
     * @param run the run whose {@link LogProgress} the readers follow
     */
    public RawSource(String bootstrapServers, String topicPrefix, Serializable run) {
        this.bootstrapServers = bootstrapServers;
        this.topic = new Topics(topicPrefix).raw().name();
        this.run = run;
        this.kafka = KafkaSource.<RawRecord>builder()
                .setProperties(properties(bootstrapServers))
                .setTopics(topic)
                .setStartingOffsets(OffsetsInitializer.earliest())
                .setDeserializer(new RawRecordReader(new KafkaParts(bootstrapServers)))
                .setProperty("group.id", topicPrefix + "pipeline")
                .setProperty("partition.discovery.interval.ms", "-1")
                .setProperty("fetch.max.wait.ms", "1000") // ingest writes batches, so there is no need to wait for more
                .build();
    }

    private static Properties properties(String bootstrapServers) {
        Properties properties = new Properties();
        properties.putAll(KafkaAddress.client(bootstrapServers));
        return properties;
    }

    @Override
    public Boundedness getBoundedness() {
        return kafka.getBoundedness();
    }

    @Override
    public SourceReader<RawRecord, KafkaPartitionSplit> createReader(SourceReaderContext context) throws Exception {
        return new PartitionReader(kafka.createReader(context), LogProgress.enter(run), InstantSource.system());
    }

    @Override
    public SplitEnumerator<KafkaPartitionSplit, KafkaSourceEnumState> createEnumerator(
            SplitEnumeratorContext<KafkaPartitionSplit> context) {
        return new RawEnumerator(context, topic, () -> RawPartitions.ofTopic(bootstrapServers, topic));
    }

    @Override
    public SplitEnumerator<KafkaPartitionSplit, KafkaSourceEnumState> restoreEnumerator(
            SplitEnumeratorContext<KafkaPartitionSplit> context, KafkaSourceEnumState state) {
        RawEnumerator enumerator =
                new RawEnumerator(context, topic, () -> RawPartitions.ofTopic(bootstrapServers, topic));
        enumerator.restore(state);
        return enumerator;
    }

    @Override
    public SimpleVersionedSerializer<KafkaPartitionSplit> getSplitSerializer() {
        return kafka.getSplitSerializer();
    }

    @Override
    public SimpleVersionedSerializer<KafkaSourceEnumState> getEnumeratorCheckpointSerializer() {
        return kafka.getEnumeratorCheckpointSerializer();
    }

    @Override
    public TypeInformation<RawRecord> getProducedType() {
        return kafka.getProducedType();
    }
}
