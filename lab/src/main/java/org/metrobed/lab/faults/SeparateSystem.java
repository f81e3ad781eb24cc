package org.metrobed.lab.faults;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.metrobed.api.catalog.CatalogPublisher;
import org.metrobed.catalog.CatalogFiles;
import org.metrobed.embedded.Ports;
import org.metrobed.embedded.ServiceException;
import org.metrobed.launcher.flink.FlinkService;
import org.metrobed.launcher.run.Console;
import org.metrobed.store.DatabaseConfig;
import org.metrobed.store.Migrations;
import org.metrobed.topics.Topics;

/**
 * The whole system, each part in a separate process on 127.0.0.1: MQTT broker, Kafka, ingest, Flink and the API
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
    private final int apiPort = Ports.choose(0);
    private final IngestStatus status;
    private final CutProxy proxy;
    private final Part broker;
    private final Part kafka;
    private final Part ingest;
    private final PostgresPart postgres;
    private Part flink;
    private Part api;
    private boolean closed;

    private SeparateSystem(Path folder, boolean direct, Optional<FakeClock> clock, List<String> jvmOptions) {
        this.folder = folder;
        this.clock = clock;
        this.direct = direct;
        this.jvmOptions = List.copyOf(jvmOptions);
        int statusPort = Ports.choose(0);
        this.status = new IngestStatus(statusPort);
        this.proxy = CutProxy.start(brokerPort);
        this.postgres = new PostgresPart(folder.resolve("postgres"), Ports.choose(0));
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
     * Starts all parts in a new folder, with an API that {@link #TOKEN} may change; returns when readings flow into the database.
     *
     * @param direct whether gateways connect to ingest itself
     * @param clock the clock of ingest; empty for that of this machine
     * @param jvmOptions options of each JVM
     * @throws ServiceException when a part does not start; the started parts are stopped
     */
    static SeparateSystem start(
            Path folder,
            CatalogFiles catalog,
            boolean direct,
            Optional<FakeClock> clock,
            List<String> jvmOptions,
            Console console) {
        SeparateSystem system = new SeparateSystem(folder, direct, clock, jvmOptions);
        system.start(catalog, console);
        return system;
    }

    private void start(CatalogFiles catalog, Console console) {
        try {
            console.step(direct ? "Kafka, PostgreSQL" : "broker, Kafka, PostgreSQL", this::startServices);
            console.step("catalog and database", () -> prepare(catalog));
            console.step("ingest", ingest::start);
            console.step("Flink", () -> flink.start());
            api = new Part(apiCommand(), () -> ApiStatus.serves(apiUrl()));
            console.step("API", api::start);
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

    /** Whether all parts serve. */
    boolean isServing() {
        return postgres.isAlive()
                && listParts().stream().allMatch(part -> !(part instanceof Part process) || process.isServing());
    }

    /** All parts that run. */
    List<Supervised> listParts() {
        return Stream.<Supervised>of(postgres, direct ? null : broker, kafka, ingest, flink, api)
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

    PostgresPart postgres() {
        return postgres;
    }

    /** The folder of the parts. */
    Path folder() {
        return folder;
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
        return postgres.config();
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
        postgres.close();
    }

    private void startServices() {
        if (!direct) {
            broker.launch();
        }
        kafka.launch();
        postgres.launch();
        flink = new Part(command(
                "flink",
                1_024,
                List.of(),
                Map.of(
                        "METROBED_KAFKA_BOOTSTRAP", kafkaBootstrap(),
                        "METROBED_DATABASE_URL", database().url(),
                        "METROBED_DATABASE_USER", database().user(),
                        "METROBED_DATABASE_PASSWORD", database().password().reveal(),
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
                        "METROBED_DATABASE_URL", database().url(),
                        "METROBED_DATABASE_USER", database().user(),
                        "METROBED_DATABASE_PASSWORD", database().password().reveal()));
    }

    private Part.Command command(
            String name, int heapMebibytes, List<String> arguments, Map<String, String> environment) {
        List<String> options = new ArrayList<>(jvmOptions);
        options.add("-Xmx" + heapMebibytes + "m");
        return new Part.Command(name, folder.resolve(name), options, arguments, environment);
    }
}
