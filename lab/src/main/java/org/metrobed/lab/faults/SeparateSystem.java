package org.metrobed.lab.faults;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.metrobed.api.catalog.CatalogPublisher;
import org.metrobed.catalog.CatalogFiles;
import org.metrobed.config.Secret;
import org.metrobed.embedded.EmbeddedPostgres;
import org.metrobed.embedded.Ports;
import org.metrobed.embedded.ServiceException;
import org.metrobed.launcher.flink.FlinkService;
import org.metrobed.launcher.run.Console;
import org.metrobed.store.DatabaseConfig;
import org.metrobed.store.Migrations;
import org.metrobed.topics.Topics;

/**
 * The whole system without the API, each part in a separate process on 127.0.0.1: MQTT broker, Kafka, ingest and Flink
 * in a JVM each, and PostgreSQL. Ingest connects to the broker through a proxy that can be cut; without a broker, gateways
 * connect to ingest through it. Not thread-safe, except for its end.
 */
final class SeparateSystem implements AutoCloseable {

    private final Path folder;
    private final boolean direct;
    private final List<String> jvmOptions;
    private final int brokerPort = Ports.choose(0);
    private final int kafkaPort = Ports.choose(0);
    private final int postgresPort = Ports.choose(0);
    private final IngestStatus status;
    private final CutProxy proxy;
    private final Part broker;
    private final Part kafka;
    private final Part ingest;
    private Part flink;
    private EmbeddedPostgres postgres;
    private boolean closed;

    private SeparateSystem(Path folder, boolean direct, List<String> jvmOptions) {
        this.folder = folder;
        this.direct = direct;
        this.jvmOptions = List.copyOf(jvmOptions);
        int statusPort = Ports.choose(0);
        this.status = new IngestStatus(statusPort);
        this.proxy = CutProxy.start(brokerPort);
        this.broker = new Part(command("broker", 512, List.of("" + brokerPort), Map.of()));
        this.kafka = new Part(command("kafka", 512, List.of("" + kafkaPort), Map.of()));
        this.ingest = new Part(
                command(
                        "ingest",
                        256,
                        List.of(),
                        Map.of(
                                "METROBED_MQTT_URL",
                                "tcp://127.0.0.1:" + proxy.port(),
                                "METROBED_MQTT_ENDPOINT",
                                direct ? "ingest" : "broker",
                                "METROBED_MQTT_PORT",
                                "" + brokerPort,
                                "METROBED_MQTT_FOLDER",
                                folder.resolve("endpoint").toString(),
                                "METROBED_MQTT_CLIENT_MESSAGES",
                                "0",
                                "METROBED_KAFKA_BOOTSTRAP",
                                kafkaBootstrap(),
                                "METROBED_INGEST_FILTERS",
                                "metrobed/v1/#,senml/#",
                                "METROBED_INGEST_HTTP_PORT",
                                "" + statusPort)),
                status::serves);
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
        SeparateSystem system = new SeparateSystem(folder, direct, jvmOptions);
        try {
            console.step(direct ? "Kafka, PostgreSQL" : "broker, Kafka, PostgreSQL", system::startServices);
            console.step("catalog and database", () -> system.prepare(catalog));
            console.step("ingest", system.ingest::start);
            console.step("Flink", system.flink::start);
            return system;
        } catch (RuntimeException e) {
            system.close();
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
        for (Part part : flink == null ? List.of(ingest, kafka, broker) : List.of(flink, ingest, kafka, broker)) {
            part.close();
        }
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

    private Part.Command command(
            String name, int heapMebibytes, List<String> arguments, Map<String, String> environment) {
        List<String> options = new ArrayList<>(jvmOptions);
        options.add("-Xmx" + heapMebibytes + "m");
        return new Part.Command(name, folder.resolve(name), options, arguments, environment);
    }
}
