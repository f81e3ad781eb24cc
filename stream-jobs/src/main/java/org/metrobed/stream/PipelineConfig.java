package org.metrobed.stream;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.metrobed.config.Setting;
import org.metrobed.config.Settings;
import org.metrobed.config.tls.KafkaAddress;
import org.metrobed.store.DatabaseConfig;
import org.metrobed.store.write.WriteMode;
import org.metrobed.topics.Topics;
import org.metrobed.tracing.TraceConfig;

/**
 * Configuration of the pipeline. Immutable.
 *
 * @param kafkaBootstrap Kafka addresses
 * @param topicPrefix prefix of all topic names
 * @param rawPartitions number of partitions of the raw topic
 * @param database the database that results are written to
 * @param writeMode how rows are written
 * @param checkpointFolder where checkpoints are kept; empty: the cluster's own setting
 * @param checkpointInterval time between checkpoints; zero: none, for a run that is thrown away
 * @param stateBackend where state is; a checkpoint of one is not read by the other
 * @param parallelism number of subtasks
 * @param horizon the deduplication retention: how far behind a datastream's newest reading duplicates are detected
 * @param publish whether results also go to Kafka topics
 * @param trace which messages are traced
 */
@RecordBuilder
public record PipelineConfig(
        String kafkaBootstrap,
        String topicPrefix,
        int rawPartitions,
        DatabaseConfig database,
        WriteMode writeMode,
        String checkpointFolder,
        Duration checkpointInterval,
        StateBackend stateBackend,
        int parallelism,
        Duration horizon,
        boolean publish,
        TraceConfig trace)
        implements PipelineConfigBuilder.With {

    public static final Setting KAFKA_BOOTSTRAP =
            Setting.of("METROBED_KAFKA_BOOTSTRAP", KafkaAddress.MEANING, KafkaAddress.DEFAULT);
    public static final Setting TOPIC_PREFIX =
            Setting.of("METROBED_TOPIC_PREFIX", "prefix of the names of all Kafka topics", "metrobed.");
    public static final Setting WRITE_MODE =
            Setting.of("METROBED_WRITE_MODE", "copy, or unnest for database servers without COPY FROM STDIN", "copy");
    public static final Setting CHECKPOINT_FOLDER = Setting.of(
            "METROBED_CHECKPOINT_DIR", "URI of the folder for Flink checkpoints; empty: the cluster's setting", "");
    public static final Setting STATE_BACKEND = Setting.of(
            "METROBED_STATE_BACKEND",
            "hashmap, or rocksdb for more state than fits into the heap, with incremental checkpoints",
            "hashmap");
    public static final Setting CHECKPOINT_INTERVAL =
            Setting.of("METROBED_CHECKPOINT_INTERVAL", "time between Flink checkpoints", "PT10S");
    public static final Setting PARALLELISM = Setting.of("METROBED_PARALLELISM", "Flink subtasks; at most 128", "2");
    public static final Setting RETENTION = Setting.of(
            "METROBED_HORIZON", "how far behind its newest reading a datastream recognises" + " duplicates", "PT48H");
    public static final Setting PUBLISH =
            Setting.of("METROBED_PUBLISH", "whether results also go to Kafka topics: true or false", "true");

    public PipelineConfig {
        Objects.requireNonNull(kafkaBootstrap, "kafkaBootstrap");
        Objects.requireNonNull(topicPrefix, "topicPrefix");
        Objects.requireNonNull(database, "database");
        Objects.requireNonNull(writeMode, "writeMode");
        Objects.requireNonNull(checkpointFolder, "checkpointFolder");
        Objects.requireNonNull(checkpointInterval, "checkpointInterval");
        Objects.requireNonNull(stateBackend, "stateBackend");
        Objects.requireNonNull(horizon, "horizon");
        Objects.requireNonNull(trace, "trace");
    }

    /** Every setting of this app. */
    public static List<Setting> settings() {
        return Stream.of(
                        Stream.of(
                                KAFKA_BOOTSTRAP,
                                TOPIC_PREFIX,
                                WRITE_MODE,
                                CHECKPOINT_FOLDER,
                                CHECKPOINT_INTERVAL,
                                STATE_BACKEND,
                                PARALLELISM,
                                RETENTION,
                                PUBLISH),
                        TraceConfig.settings().stream(),
                        DatabaseConfig.settings().stream())
                .flatMap(part -> part)
                .toList();
    }

    /**
     * Reads the settings. The number of partitions is that of a topic that does not exist yet.
     *
     * @throws org.metrobed.config.ConfigException with all errors at once
     */
    public static PipelineConfig read(Settings settings) {
        String mode = settings.text(WRITE_MODE);
        if (!mode.equals("copy") && !mode.equals("unnest")) {
            settings.reject(WRITE_MODE, "is '" + mode + "', must be copy or unnest");
            mode = "copy";
        }
        String backend = settings.text(STATE_BACKEND);
        if (!backend.equals("hashmap") && !backend.equals("rocksdb")) {
            settings.reject(STATE_BACKEND, "is '" + backend + "', must be hashmap or rocksdb");
            backend = "hashmap";
        }
        PipelineConfig config = new PipelineConfig(
                KafkaAddress.read(settings, KAFKA_BOOTSTRAP),
                settings.text(TOPIC_PREFIX),
                Topics.DEFAULT_PARTITIONS,
                DatabaseConfig.read(settings),
                WriteMode.valueOf(mode.toUpperCase(Locale.ROOT)),
                settings.text(CHECKPOINT_FOLDER),
                settings.duration(CHECKPOINT_INTERVAL),
                StateBackend.valueOf(backend.toUpperCase(Locale.ROOT)),
                settings.integer(PARALLELISM, 1, 128),
                settings.duration(RETENTION),
                settings.bool(PUBLISH),
                TraceConfig.read(settings));
        settings.check();
        return config;
    }

    /** The same run from the beginning of the log into another schema, without topics and checkpoints. */
    public PipelineConfig asRebuild(DatabaseConfig into, int subtasks) {
        return with().database(into)
                .checkpointFolder("")
                .checkpointInterval(Duration.ZERO)
                .parallelism(subtasks)
                .publish(false)
                .trace(TraceConfig.OFF)
                .build();
    }
}
