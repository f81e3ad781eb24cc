package org.metrobed.api;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.metrobed.api.access.ReaderConfig;
import org.metrobed.api.http.CrossOrigin;
import org.metrobed.api.http.HostGuard;
import org.metrobed.api.http.OperatorGuard;
import org.metrobed.api.retention.RetentionSettings;
import org.metrobed.config.Secret;
import org.metrobed.config.ServiceLog;
import org.metrobed.config.Setting;
import org.metrobed.config.Settings;
import org.metrobed.config.tls.KafkaAddress;
import org.metrobed.store.DatabaseConfig;
import org.metrobed.store.Layout;
import org.metrobed.store.Migrations;
import org.metrobed.store.RoleGroup;
import org.metrobed.store.ServiceRole;
import org.metrobed.store.compression.ChunkCompression;
import org.metrobed.store.retention.RetentionPolicy;
import org.metrobed.topics.Topics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Configuration of the API. Immutable.
 *
 * @param http the listening address
 * @param kafkaBootstrap Kafka's address, see {@link KafkaAddress}
 * @param topics the topics that it follows
 * @param database the database of the rows
 * @param reader the role that reads; empty: the user of {@code database}
 * @param writer the role that writes what people do and what follows from it; empty: the user of {@code database}
 * @param poolSize maximum number of database connections at a time
 * @param catalogDir a folder of bundles to publish at start, beside all others; empty for none
 * @param groundDir a folder of bundles whose {@code map.geojson} are the grounds of maps; empty for none
 * @param retention how long rows are kept
 * @param compression when chunks of TimescaleDB are compressed
 * @param readers who reads with tokens of others, and how long reads are recorded
 * @param job where the state of the pipeline's job is asked for
 */
@RecordBuilder
public record ApiConfig(
        Http http,
        String kafkaBootstrap,
        Topics topics,
        DatabaseConfig database,
        Optional<ServiceRole> reader,
        Optional<ServiceRole> writer,
        int poolSize,
        String catalogDir,
        String groundDir,
        RetentionPolicy retention,
        ChunkCompression compression,
        ReaderConfig readers,
        Job job) {

    private static final Logger LOG = LoggerFactory.getLogger(ApiConfig.class);

    /** Setting of the address to listen on. */
    public static final Setting HTTP_HOST =
            Setting.of("METROBED_HTTP_HOST", "address that the API listens on", "127.0.0.1");

    /** Setting of the port to listen on. */
    public static final Setting HTTP_PORT =
            Setting.of("METROBED_HTTP_PORT", "port that the API listens on; 0: any free port", "8080");

    /** Setting of the names of the server. */
    public static final Setting HTTP_NAMES = Setting.of(
            HostGuard.NAMES_SETTING,
            "host names by which the API is asked, such as that of a proxy, separated by commas; addresses and localhost"
                    + " always pass. Empty: no other name if METROBED_HTTP_HOST is an address of this machine alone,"
                    + " otherwise every name",
            "");

    /** Setting of the maximum number of live stream clients. */
    public static final Setting STREAM_CLIENTS =
            Setting.of("METROBED_STREAM_CLIENTS", "most clients of the live stream at a time", "64");

    /** Setting of the operators' bearer token. */
    public static final Setting OPERATOR_TOKEN = Setting.secret(
            OperatorGuard.TOKEN_SETTING,
            "bearer token that operators send to change something; empty: nobody may" + " change anything");

    /** Setting of Kafka's address. */
    public static final Setting KAFKA_BOOTSTRAP =
            Setting.of("METROBED_KAFKA_BOOTSTRAP", KafkaAddress.MEANING, KafkaAddress.DEFAULT);

    /** Setting of the prefix of all topics. */
    public static final Setting TOPIC_PREFIX =
            Setting.of("METROBED_TOPIC_PREFIX", "prefix of the names of all topics", Topics.DEFAULT_PREFIX);

    /** Setting of the number of database connections. */
    public static final Setting POOL_SIZE =
            Setting.of("METROBED_API_POOL", "most connections of the API to the database at a time", "8");

    /** Setting of the folder of bundles to publish. */
    public static final Setting CATALOG_DIR = Setting.of(
            "METROBED_CATALOG_DIR",
            "folder of bundles that the API publishes at start, others stay, and whose map.geojson the page draws; empty for"
                    + " none",
            "");

    /** Setting of the address of Flink. */
    public static final Setting FLINK_URL = Setting.of(
            "METROBED_FLINK_URL",
            "address of Flink's REST API, such as http://jobmanager:8081, whose job /health and /metrics tell of; empty:"
                    + " it is not asked",
            "");

    /** Setting of the age of a checkpoint that is a fault. */
    public static final Setting OLDEST_CHECKPOINT = Setting.of(
            "METROBED_OLDEST_CHECKPOINT",
            "age of the newest Flink checkpoint beyond which /health tells of the job as behind; while nothing comes, ./metrobed"
                    + " up takes one an hour",
            "PT2H");

    /**
     * The job of the pipeline. Immutable.
     *
     * @param flink address of Flink's REST API; empty: it is not asked
     * @param oldestCheckpoint an older checkpoint is a fault
     */
    public record Job(Optional<URI> flink, Duration oldestCheckpoint) {

        /** Flink is not asked. */
        public static final Job UNKNOWN = new Job(Optional.empty(), Duration.parse(OLDEST_CHECKPOINT.defaultValue()));

        public Job {
            Objects.requireNonNull(flink, "flink");
            Objects.requireNonNull(oldestCheckpoint, "oldestCheckpoint");
        }

        private static Job read(Settings settings) {
            String address = settings.text(FLINK_URL);
            Duration oldest = settings.duration(OLDEST_CHECKPOINT);
            if (oldest.isNegative() || oldest.isZero()) {
                settings.reject(OLDEST_CHECKPOINT, "must be longer than PT0S");
            }
            return new Job(
                    address.isEmpty()
                            ? Optional.empty()
                            : Optional.of(settings.address(FLINK_URL, "http", "https"))
                                    .filter(valid -> !valid.isEmpty())
                                    .map(URI::create),
                    oldest);
        }
    }

    /**
     * Configuration of the HTTP server. Immutable.
     *
     * @param host address
     * @param port port, 0 for a free one
     * @param streamClients maximum number of live stream clients at a time
     * @param operatorToken token that authorises operators to write; {@link Secret#NONE}: nobody may write
     * @param names host names by which the server is asked; see {@link HostGuard}
     * @param tls listener with TLS, if there is one beside the one without
     * @param origins whose pages may read; see {@link CrossOrigin}
     */
    public record Http(
            String host,
            int port,
            int streamClients,
            Secret operatorToken,
            List<String> names,
            Optional<HttpsListener> tls,
            List<String> origins) {
        public Http {
            Objects.requireNonNull(host, "host");
            Objects.requireNonNull(operatorToken, "operatorToken");
            names = List.copyOf(names);
            Objects.requireNonNull(tls, "tls");
            origins = List.copyOf(origins);
        }

        /** A server whose pages and data are read by pages of this machine, or of anywhere if it listens on more. */
        public Http(
                String host,
                int port,
                int streamClients,
                Secret operatorToken,
                List<String> names,
                Optional<HttpsListener> tls) {
            this(host, port, streamClients, operatorToken, names, tls, List.of(CrossOrigin.AUTO));
        }

        /** A server without TLS. */
        public Http(String host, int port, int streamClients, Secret operatorToken, List<String> names) {
            this(host, port, streamClients, operatorToken, names, Optional.empty());
        }

        /** A server without TLS and without further names. */
        public Http(String host, int port, int streamClients, Secret operatorToken) {
            this(host, port, streamClients, operatorToken, List.of());
        }
    }

    public ApiConfig {
        Objects.requireNonNull(http, "http");
        Objects.requireNonNull(kafkaBootstrap, "kafkaBootstrap");
        Objects.requireNonNull(topics, "topics");
        Objects.requireNonNull(database, "database");
        Objects.requireNonNull(reader, "reader");
        Objects.requireNonNull(writer, "writer");
        Objects.requireNonNull(catalogDir, "catalogDir");
        Objects.requireNonNull(groundDir, "groundDir");
        Objects.requireNonNull(retention, "retention");
        Objects.requireNonNull(compression, "compression");
        Objects.requireNonNull(readers, "readers");
        Objects.requireNonNull(job, "job");
    }

    /**
     * Reads the settings.
     *
     * @throws org.metrobed.config.ConfigException with all errors at once
     */
    public static ApiConfig read(Settings settings) {
        Http http = new Http(
                settings.text(HTTP_HOST),
                settings.integer(HTTP_PORT, 0, 65_535),
                settings.integer(STREAM_CLIENTS, 1, 200),
                settings.secret(OPERATOR_TOKEN),
                names(settings),
                HttpsListener.read(settings),
                OriginSettings.read(settings));
        ApiConfig config = ApiConfigBuilder.builder()
                .http(http)
                .kafkaBootstrap(KafkaAddress.read(settings, KAFKA_BOOTSTRAP))
                .topics(topics(settings))
                .database(DatabaseConfig.read(settings))
                .reader(RoleGroup.READERS.read(settings))
                .writer(RoleGroup.WRITERS.read(settings))
                .poolSize(settings.integer(POOL_SIZE, 1, 100))
                .catalogDir(settings.text(CATALOG_DIR))
                .groundDir(settings.text(CATALOG_DIR))
                .retention(RetentionSettings.read(settings))
                .compression(ChunkCompression.read(settings))
                .readers(ReaderConfig.read(settings))
                .job(Job.read(settings))
                .build();
        settings.check();
        return config;
    }

    /**
     * Prepares the database for the API: the roles, the schema, and the age at which chunks are compressed. Waits as long as the database is away.
     *
     * @return the layout of the schema
     * @throws SQLException if the database refuses
     * @throws InterruptedException if interrupted while it waits
     * @throws org.metrobed.config.ConfigException if a role is absent and cannot be created, or may do too much
     */
    public Layout prepareDatabase() throws SQLException, InterruptedException {
        Layout layout = Migrations.migrateWhenReady(
                database, Stream.of(reader, writer).flatMap(Optional::stream).toList());
        compression.apply(database).forEach(change -> LOG.info("chunks are compressed at another age, {}", change));
        return layout;
    }

    /** The database as the user that only reads, if there is one. */
    DatabaseConfig readDatabase() {
        return reader.map(role -> role.of(database)).orElse(database);
    }

    /** The database as the user that writes but owns nothing, if there is one. */
    DatabaseConfig writeDatabase() {
        return writer.map(role -> role.of(database)).orElse(database);
    }

    /** Every setting that {@link #read} reads. */
    public static List<Setting> settings() {
        List<Setting> all = new ArrayList<>(List.of(
                HTTP_HOST,
                HTTP_PORT,
                HTTP_NAMES,
                OriginSettings.ORIGINS,
                STREAM_CLIENTS,
                OPERATOR_TOKEN,
                KAFKA_BOOTSTRAP,
                TOPIC_PREFIX));
        all.addAll(HttpsListener.settings());
        all.addAll(DatabaseConfig.settings());
        all.addAll(RoleGroup.READERS.settings());
        all.addAll(RoleGroup.WRITERS.settings());
        all.addAll(List.of(POOL_SIZE, CATALOG_DIR));
        all.addAll(RetentionSettings.settings());
        all.addAll(ReaderConfig.settings());
        all.addAll(List.of(ChunkCompression.AFTER, FLINK_URL, OLDEST_CHECKPOINT, ServiceLog.FORMAT));
        return List.copyOf(all);
    }

    /** The names of the setting. */
    public static List<String> names(Settings settings) {
        return Stream.of(settings.text(HTTP_NAMES).split(","))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .toList();
    }

    private static Topics topics(Settings settings) {
        try {
            return new Topics(settings.text(TOPIC_PREFIX));
        } catch (IllegalArgumentException e) {
            settings.reject(TOPIC_PREFIX, "must be up to 150 of a-z A-Z 0-9 . _ -");
            return new Topics(Topics.DEFAULT_PREFIX);
        }
    }
}
