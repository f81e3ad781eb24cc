package org.metrobed.lab.faults;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.metrobed.api.catalog.CatalogPublisher;
import org.metrobed.catalog.CatalogFiles;
import org.metrobed.config.Secret;
import org.metrobed.embedded.EmbeddedPostgres;
import org.metrobed.embedded.Ports;
import org.metrobed.embedded.ServiceException;
import org.metrobed.launcher.flink.FlinkService;
import org.metrobed.launcher.run.Console;
import org.metrobed.store.DatabaseConfig;
import org.metrobed.store.Databases;
import org.metrobed.store.Migrations;
import org.metrobed.topics.Topics;

/**
 * The whole system, each part in a separate process on 127.0.0.1: MQTT broker, Kafka, ingest, Flink and, if it is wanted, the API
 * in a JVM each, and PostgreSQL. Ingest connects to the broker through a proxy that can be cut; without a broker, gateways
 * connect to ingest through it. Not thread-safe, except for its end.
 */
final class SeparateSystem implements AutoCloseable {

    /** The token of operators of the API. */
    static final String TOKEN = "faults";

    private final Path folder;
    private final boolean direct;
    private final Optional<FakeClock> clock;
    private final List<String> jvmOptions;
    private final int brokerPort = Ports.choose(0);
    private final int kafkaPort = Ports.choose(0);
    private final int postgresPort = Ports.choose(0);
    private final int apiPort = Ports.choose(0);
    private final IngestStatus status;
    private final CutProxy proxy;
    private final Part broker;
    private final Part kafka;
    private final Part ingest;
    private Part flink;
    private Part api;
    private EmbeddedPostgres postgres;
    private boolean closed;

    private SeparateSystem(Path folder, boolean direct, Optional<FakeClock> clock, List<String> jvmOptions) {
        this.folder = folder;
        this.clock = clock;
        this.direct = direct;
        this.jvmOptions = List.copyOf(jvmOptions);
        int statusPort = Ports.choose(0);
        this.status = new IngestStatus(statusPort);
        this.proxy = CutProxy.start(brokerPort);
        this.broker = new Part(command("broker", 512, List.of("" + brokerPort), Map.of()));
        this.kafka = new Part(command("kafka", 512, List.of("" + kafkaPort), Map.of()));
        this.ingest = new Part(command("ingest", 256, List.of(), ingestSettings(statusPort)), status::serves);
    }

    private Map<String, String> ingestSettings(int statusPort) {
        Map<String, String> settings =
                new HashMap<>(clock.map(FakeClock::environment).orElse(Map.of()));
        settings.put("METROBED_MQTT_URL", "tcp://127.0.0.1:" + proxy.port());
        settings.put("METROBED_MQTT_ENDPOINT", direct ? "ingest" : "broker");
        settings.put("METROBED_MQTT_PORT", "" + brokerPort);
        settings.put("METROBED_MQTT_FOLDER", folder.resolve("endpoint").toString());
        settings.put("METROBED_MQTT_CLIENT_MESSAGES", "0");
        settings.put("METROBED_KAFKA_BOOTSTRAP", kafkaBootstrap());
        settings.put("METROBED_INGEST_FILTERS", "metrobed/v1/#,senml/#");
        settings.put("METROBED_INGEST_HTTP_PORT", "" + statusPort);
        return settings;
    }

    /**
     * Starts all parts in a new folder; returns when readings flow into the database.
     *
     * @param direct whether gateways connect to ingest itself
     * @param jvmOptions options of each JVM
     * @throws ServiceException when a part does not start; the started parts are stopped
     */
    static SeparateSystem start(
            Path folder, CatalogFiles catalog, boolean direct, List<String> jvmOptions, Console console) {
        SeparateSystem system = new SeparateSystem(folder, direct, Optional.empty(), jvmOptions);
        system.start(catalog, console);
        return system;
    }

    /** As {@link #start}, with an API that {@link #TOKEN} may change, and with a clock of ingest that can jump if the library is there. */
    static SeparateSystem startWithApi(
            Path folder, CatalogFiles catalog, boolean direct, List<String> jvmOptions, Console console) {
        SeparateSystem system = new SeparateSystem(folder, direct, FakeClock.find(folder), jvmOptions);
        system.start(catalog, console);
        try {
            system.api = new Part(system.apiCommand(), () -> ApiStatus.serves(system.apiUrl()));
            console.step("API", system.api::start);
            return system;
        } catch (RuntimeException e) {
            system.close();
            throw e;
        }
    }

    private void start(CatalogFiles catalog, Console console) {
        try {
            console.step(direct ? "Kafka, PostgreSQL" : "broker, Kafka, PostgreSQL", this::startServices);
            console.step("catalog and database", () -> prepare(catalog));
            console.step("ingest", ingest::start);
            console.step("Flink", () -> flink.start());
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /** Whether gateways connect to ingest itself. */
    boolean isDirect() {
        return direct;
    }

    Part broker() {
        return broker;
    }

    Part kafka() {
        return kafka;
    }

    Part ingest() {
        return ingest;
    }

    Part flink() {
        return flink;
    }

    /** The API; absent unless it was wanted. */
    Part api() {
        return api;
    }

    /** The address of the API. */
    String apiUrl() {
        return "http://127.0.0.1:" + apiPort;
    }

    /** The clock of ingest, if it can jump. */
    Optional<FakeClock> clock() {
        return clock;
    }

    /** All parts in a JVM of their own that were started. */
    List<Part> listParts() {
        return Stream.of(direct ? null : broker, kafka, ingest, flink, api)
                .filter(Objects::nonNull)
                .toList();
    }

    /** The status of ingest. */
    IngestStatus ingestStatus() {
        return status;
    }

    /** The proxy between ingest and the broker, or between gateways and ingest. */
    CutProxy ingestProxy() {
        return proxy;
    }

    /** Stops PostgreSQL; the connections of clients are closed. */
    void stopPostgres() {
        postgres.close();
    }

    /** Starts PostgreSQL again. */
    synchronized void startPostgres() {
        if (!closed) {
            postgres = EmbeddedPostgres.start(folder.resolve("postgres"), postgresPort);
        }
    }

    /** Freezes PostgreSQL with all its processes ({@code SIGSTOP}), or lets it go on. */
    void freezePostgres(boolean frozen) {
        ProcessHandle postmaster = ProcessHandle.of(postgres.pid()).orElseThrow();
        Stream.concat(Stream.of(postmaster), postmaster.descendants())
                .forEach(process -> Part.signal(process.pid(), frozen ? "STOP" : "CONT"));
    }

    /** Lets PostgreSQL refuse all writes of new transactions, as a standby does that is about to be promoted. */
    void setReadOnlyPostgres(boolean readOnly) {
        try (Connection connection = Databases.connect(database());
                Statement statement = connection.createStatement()) {
            statement.execute("set transaction_read_only to off");
            statement.execute("alter system set default_transaction_read_only = " + (readOnly ? "on" : "off"));
            statement.execute("select pg_reload_conf()");
        } catch (SQLException e) {
            throw new ServiceException("PostgreSQL cannot be set read-only or back: " + e.getMessage(), e);
        }
    }

    /** The address for gateways. */
    String mqttUrl() {
        return "tcp://127.0.0.1:" + (direct ? proxy.port() : brokerPort);
    }

    String kafkaBootstrap() {
        return "127.0.0.1:" + kafkaPort;
    }

    /** The database of the results. */
    DatabaseConfig database() {
        return new DatabaseConfig(
                postgres.jdbcUrl(),
                postgres.user(),
                new Secret(postgres.password()),
                DatabaseConfig.SCHEMA.defaultValue());
    }

    /** Ends all parts. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        Stream.of(api, flink, ingest, kafka, broker).filter(Objects::nonNull).forEach(Part::close);
        proxy.close();
        if (postgres != null) {
            postgres.close();
        }
    }

    private void startServices() {
        if (!direct) {
            broker.launch();
        }
        kafka.launch();
        startPostgres();
        flink = new Part(command(
                "flink",
                1_024,
                List.of(),
                Map.of(
                        "METROBED_KAFKA_BOOTSTRAP", kafkaBootstrap(),
                        "METROBED_DATABASE_URL", postgres.jdbcUrl(),
                        "METROBED_DATABASE_USER", postgres.user(),
                        "METROBED_DATABASE_PASSWORD", postgres.password(),
                        "METROBED_CHECKPOINT_DIR",
                                FlinkService.checkpoints(folder.resolve("flink"))
                                        .toUri()
                                        .toString())));
        if (!direct) {
            broker.awaitServing();
        }
        kafka.awaitServing();
    }

    private void prepare(CatalogFiles catalog) {
        try {
            new CatalogPublisher(kafkaBootstrap(), new Topics(Topics.DEFAULT_PREFIX)).merge(catalog);
            Migrations.migrate(database());
        } catch (SQLException e) {
            throw new ServiceException("the database cannot be prepared: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServiceException("interrupted while the catalog was published", e);
        }
    }

    private Part.Command apiCommand() {
        return command(
                "api",
                256,
                List.of(),
                Map.of(
                        "METROBED_HTTP_PORT", "" + apiPort,
                        "METROBED_OPERATOR_TOKEN", TOKEN,
                        "METROBED_KAFKA_BOOTSTRAP", kafkaBootstrap(),
                        "METROBED_DATABASE_URL", postgres.jdbcUrl(),
                        "METROBED_DATABASE_USER", postgres.user(),
                        "METROBED_DATABASE_PASSWORD", postgres.password()));
    }

    private Part.Command command(
            String name, int heapMebibytes, List<String> arguments, Map<String, String> environment) {
        List<String> options = new ArrayList<>(jvmOptions);
        options.add("-Xmx" + heapMebibytes + "m");
        return new Part.Command(name, folder.resolve(name), options, arguments, environment);
    }
}
