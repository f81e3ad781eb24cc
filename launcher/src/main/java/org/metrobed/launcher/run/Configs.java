package org.metrobed.launcher.run;

import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.metrobed.api.ApiConfig;
import org.metrobed.api.ApiConfigBuilder;
import org.metrobed.api.OriginSettings;
import org.metrobed.api.access.ReaderConfig;
import org.metrobed.api.retention.RetentionSettings;
import org.metrobed.config.Secret;
import org.metrobed.config.Settings;
import org.metrobed.embedded.EmbeddedPostgres;
import org.metrobed.ingest.IngestConfig;
import org.metrobed.ingest.endpoint.EndpointConfig;
import org.metrobed.ingest.kafka.KafkaConfig;
import org.metrobed.ingest.kafka.RawRetention;
import org.metrobed.ingest.mqtt.MqttConfig;
import org.metrobed.store.DatabaseConfig;
import org.metrobed.store.RoleGroup;
import org.metrobed.store.ServiceRole;
import org.metrobed.store.compression.ChunkCompression;
import org.metrobed.store.retention.RetentionPolicy;
import org.metrobed.store.write.WriteMode;
import org.metrobed.stream.Pipeline;
import org.metrobed.stream.PipelineConfig;
import org.metrobed.stream.PipelineConfigBuilder;
import org.metrobed.stream.StateBackend;
import org.metrobed.stream.source.RawPartitions;
import org.metrobed.topics.Topics;
import org.metrobed.tracing.TraceConfig;

/**
 * Configurations of the applications for embedded services; defaults are those of the applications. Static functions
 * only.
 */
public final class Configs {

    /** Longer than any run. */
    private static final Duration NEVER = Duration.ofDays(36_500);

    /** The role with which the API of this process reads; it gets a new password at each start. */
    static final ServiceRole READER = role(RoleGroup.READERS, "metrobed_reader");

    /** The role with which pipeline, notifier and API of this process write; likewise. */
    static final ServiceRole WRITER = role(RoleGroup.WRITERS, "metrobed_writer");

    private Configs() {}

    private static ServiceRole role(RoleGroup group, String name) {
        byte[] bytes = new byte[24];
        new SecureRandom().nextBytes(bytes);
        return new ServiceRole(group, name, new Secret(Base64.getUrlEncoder().encodeToString(bytes)));
    }

    /** The configuration of a server's database, with the default schema. */
    public static DatabaseConfig database(EmbeddedPostgres postgres) {
        return new DatabaseConfig(
                postgres.jdbcUrl(),
                postgres.user(),
                new Secret(postgres.password()),
                DatabaseConfig.SCHEMA.defaultValue());
    }

    /** The user of ingest protects its session, so its client id needs no secret part. */
    static IngestConfig ingest(String mqttUrl, BrokerUsers users, String kafka, Topics topics, Path sessionFile) {
        MqttConfig mqtt = new MqttConfig(
                mqttUrl,
                BrokerUsers.INGEST,
                users.password(),
                IngestConfig.CLIENT_ID.defaultValue(),
                List.of(IngestConfig.DEFAULT_FILTERS.split(",")),
                IngestConfig.DEFAULT_IN_FLIGHT);
        return IngestConfig.of(mqtt, kafka(kafka, topics))
                .withSession(new IngestConfig.Session(Optional.of(sessionFile), false))
                .withUnboundFilters(unbound())
                .withTrace(trace());
    }

    /** Clients connect to ingest. */
    static IngestConfig ingest(EndpointConfig endpoint, String kafka, Topics topics) {
        MqttConfig unused = new MqttConfig(
                "tcp://127.0.0.1:" + endpoint.port(),
                "",
                Secret.NONE,
                IngestConfig.CLIENT_ID.defaultValue(),
                List.of(IngestConfig.DEFAULT_FILTERS.split(",")),
                IngestConfig.DEFAULT_IN_FLIGHT);
        return IngestConfig.of(unused, kafka(kafka, topics))
                .withEndpoint(Optional.of(endpoint))
                .withUnboundFilters(unbound())
                .withTrace(trace());
    }

    /** With the retention of the raw log that the environment sets. */
    private static KafkaConfig kafka(String bootstrap, Topics topics) {
        Settings environment = Settings.of(System.getenv());
        Optional<RawRetention> retention = RawRetention.read(environment);
        environment.check();
        return new KafkaConfig(bootstrap, topics, retention);
    }

    /** As the environment sets it. */
    private static List<String> unbound() {
        Settings environment = Settings.of(System.getenv());
        List<String> filters = IngestConfig.readUnbound(environment);
        environment.check();
        return filters;
    }

    /** As the environment sets it. */
    private static TraceConfig trace() {
        Settings environment = Settings.of(System.getenv());
        TraceConfig trace = TraceConfig.read(environment);
        environment.check();
        return trace;
    }

    /** The launcher takes the checkpoints; the job takes none within a lifetime. */
    static PipelineConfig pipeline(String kafka, DatabaseConfig database, String checkpoints, int parallelism) {
        return PipelineConfigBuilder.builder()
                .kafkaBootstrap(kafka)
                .topicPrefix(Topics.DEFAULT_PREFIX)
                .rawPartitions(RawPartitions.count(kafka, Topics.DEFAULT_PREFIX))
                .database(database)
                .writeMode(WriteMode.COPY)
                .checkpointFolder(checkpoints)
                .checkpointInterval(NEVER)
                .stateBackend(StateBackend.HASHMAP)
                .parallelism(parallelism)
                .horizon(Duration.parse(PipelineConfig.RETENTION.defaultValue()))
                .publish(true)
                .trace(trace())
                .build();
    }

    /**
     * The live pipeline with one subtask.
     *
     * @param checkpoints URI of the checkpoint folder
     */
    public static PipelineConfig live(String kafka, DatabaseConfig database, String checkpoints) {
        return pipeline(kafka, database, checkpoints, 1);
    }

    /**
     * The pipeline of an isolated run; it publishes nothing.
     *
     * @param checkpoints URI of the checkpoint folder; empty for no checkpoints
     */
    public static PipelineConfig isolatedRun(
            String kafka,
            Topics topics,
            DatabaseConfig database,
            String checkpoints,
            Duration checkpointInterval,
            int parallelism) {
        return PipelineConfigBuilder.builder()
                .kafkaBootstrap(kafka)
                .topicPrefix(topics.prefix())
                .rawPartitions(topics.partitions())
                .database(database)
                .writeMode(WriteMode.COPY)
                .checkpointFolder(checkpoints)
                .checkpointInterval(checkpointInterval)
                .stateBackend(StateBackend.HASHMAP)
                .parallelism(parallelism)
                .horizon(Duration.parse(PipelineConfig.RETENTION.defaultValue()))
                .publish(false)
                .trace(TraceConfig.OFF)
                .build();
    }

    /** The job of a pipeline. */
    public static StreamGraph graph(PipelineConfig config) {
        StreamExecutionEnvironment env =
                StreamExecutionEnvironment.getExecutionEnvironment(Pipeline.configuration(config));
        Pipeline.build(env, config);
        return env.getStreamGraph();
    }

    /**
     * With the operator token of the environment, otherwise that of the options.
     *
     * @param flink address of Flink's REST API
     */
    static ApiConfig api(RunOptions options, String kafka, Topics topics, DatabaseConfig database, URI flink) {
        Settings environment = Settings.of(System.getenv());
        Secret named = environment.secret(ApiConfig.OPERATOR_TOKEN);
        Secret token = named.equals(Secret.NONE) ? options.operatorToken() : named;
        RetentionPolicy retention = RetentionSettings.read(environment);
        List<String> origins = OriginSettings.read(environment);
        ReaderConfig readers = ReaderConfig.read(environment);
        environment.check();
        ApiConfig.Http http = new ApiConfig.Http(
                ApiConfig.HTTP_HOST.defaultValue(),
                options.httpPort(),
                Integer.parseInt(ApiConfig.STREAM_CLIENTS.defaultValue()),
                token,
                ApiConfig.names(environment),
                Optional.empty(),
                origins);
        int pool = Integer.parseInt(ApiConfig.POOL_SIZE.defaultValue());
        ApiConfig.Job job = new ApiConfig.Job(Optional.of(flink), ApiConfig.Job.UNKNOWN.oldestCheckpoint());
        return ApiConfigBuilder.builder()
                .http(http)
                .kafkaBootstrap(kafka)
                .topics(topics)
                .database(database)
                .reader(Optional.of(READER))
                .writer(Optional.of(WRITER))
                .poolSize(pool)
                .catalogDir("")
                .groundDir(options.catalog().toString())
                .retention(retention)
                .compression(ChunkCompression.usual())
                .readers(readers)
                .job(job)
                .build();
    }
}
