package org.metrobed.launcher.run;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.metrobed.api.Api;
import org.metrobed.api.ApiConfig;
import org.metrobed.api.Host;
import org.metrobed.api.OriginSettings;
import org.metrobed.api.catalog.CatalogPublisher;
import org.metrobed.api.catalog.WireDecoders;
import org.metrobed.api.health.HealthView;
import org.metrobed.catalog.Catalog;
import org.metrobed.catalog.CatalogFiles;
import org.metrobed.catalog.compile.CatalogReader;
import org.metrobed.config.ServiceLog;
import org.metrobed.config.Setting;
import org.metrobed.config.Settings;
import org.metrobed.config.tls.TlsFiles;
import org.metrobed.embedded.EmbeddedPostgres;
import org.metrobed.embedded.Ports;
import org.metrobed.embedded.ServiceException;
import org.metrobed.ingest.CertificateExport;
import org.metrobed.ingest.IngestConfig;
import org.metrobed.ingest.endpoint.EndpointConfig;
import org.metrobed.ingest.kafka.RawRetention;
import org.metrobed.launcher.flink.CheckpointPace;
import org.metrobed.launcher.flink.FlinkService;
import org.metrobed.launcher.flink.StartStopped;
import org.metrobed.simulators.SimulateConfig;
import org.metrobed.simulators.Simulation;
import org.metrobed.simulators.mqtt.BrokerConfig;
import org.metrobed.store.DatabaseConfig;
import org.metrobed.store.Migrations;
import org.metrobed.stream.Pipeline;
import org.metrobed.stream.PipelineConfig;
import org.metrobed.stream.source.ReadRecords;
import org.metrobed.topics.Topics;
import org.metrobed.tracing.TraceConfig;

/**
 * All of Metrobed in one process: services, ingest, pipeline, API. Stops in reverse order within ten seconds; the next
 * start with the same folder resumes. Not thread-safe.
 */
public final class Platform implements AutoCloseable {

    private static final Duration CHECKPOINTS = Duration.parse(PipelineConfig.CHECKPOINT_INTERVAL.defaultValue());
    private static final Duration CHECKPOINTS_WHILE_QUIET = Duration.ofHours(1);

    private final RunOptions options;
    private final BrokerSettings broker;
    private final Console console;
    private final BooleanSupplier stopped;
    private final StartSettings start = StartSettings.read(Settings.of(System.getenv()));
    private final InstantSource clock = Clock.systemUTC();
    private final StopSequence started = new StopSequence();
    private final Topics topics = new Topics(Topics.DEFAULT_PREFIX);
    private DataFolder data;
    private BrokerUsers users;
    private boolean direct;
    private EmbeddedServices services;
    private int mqttPort;
    private Catalog catalog;
    private Api api;

    private Platform(RunOptions options, BrokerSettings broker, Console console, BooleanSupplier stopped) {
        this.options = options;
        this.broker = broker;
        this.console = console;
        this.stopped = stopped;
    }

    /** Starts everything, with an MQTT server that is open to every client on this machine. */
    public static Platform start(RunOptions options, Console console) {
        return start(options, BrokerSettings.OPEN, console, () -> false);
    }

    /**
     * Starts everything; returns when readings flow from MQTT clients to the API.
     *
     * @param stopped whether the start is to be given up before its next step
     * @throws ServiceException when a part does not start; the parts that did start are stopped
     * @throws StartStopped if the start was given up; the parts that did start are stopped
     * @throws org.metrobed.catalog.CatalogException when the bundles have problems
     */
    public static Platform start(RunOptions options, BrokerSettings broker, Console console, BooleanSupplier stopped) {
        Platform platform = new Platform(options, broker, console, stopped);
        try {
            platform.startServices();
            platform.startApps();
            StartMemory.giveBack();
            return platform;
        } catch (RuntimeException e) {
            platform.close();
            throw e;
        }
    }

    /** Simulates a city: sends the past day first, then live readings. Returns immediately. */
    public Simulation simulate(TerminalProgress progress) {
        try {
            SimulateConfig config = SimulateConfig.of(BrokerConfig.of(mqttUrl()))
                    .withFiles(
                            data.of("simulator").resolve("state"),
                            data.of("simulator").resolve("faults.csv"));
            return started.add("simulator", Simulation.start(config, catalog, clock, progress));
        } catch (IOException e) {
            throw new ServiceException("the simulator does not start: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServiceException("interrupted while the simulator started", e);
        }
    }

    /** The settings that it reads itself, for the documentation. */
    public static List<Setting> ownSettings() {
        List<Setting> some =
                List.of(ApiConfig.HTTP_NAMES, OriginSettings.ORIGINS, RawRetention.SETTING, ServiceLog.FORMAT);
        return Stream.of(some, TraceConfig.settings(), StartSettings.settings())
                .flatMap(List::stream)
                .toList();
    }

    /** The address of the page. */
    public String url() {
        return "http://127.0.0.1:" + api.port();
    }

    /** The address of the MQTT server for gateways. */
    public String mqttUrl() {
        return "tcp://127.0.0.1:" + mqttPort;
    }

    /** The process id of PostgreSQL, for measurements. */
    public long postgresPid() {
        return services.postgres().pid();
    }

    /** The database of the results. */
    public DatabaseConfig database() {
        return Configs.database(services.postgres());
    }

    @Override
    public void close() {
        started.close();
    }

    private void startServices() {
        data = started.add("data folder", DataFolder.take(options.data()));
        CatalogFiles files = CatalogFiles.readFolder(options.catalog());
        catalog = CatalogReader.read(files, 0, new WireDecoders());
        users = BrokerUsers.read(broker.listener().access());
        ServerChoice server = ServerChoice.of(broker.direct(), Files.exists(data.of(EmbeddedServices.BROKER)));
        direct = server.direct();
        server.notice().ifPresent(sentence -> console.say("  " + sentence));
        mqttPort = Ports.choose(options.mqttPort());
        requireFree(options.httpPort(), "HTTP", "--http-port");
        requireFree(options.mqttPort(), "MQTT", "--mqtt-port");
        requireFree(options.kafkaPort(), "Kafka", "--kafka-port");
        if (!EmbeddedPostgres.isLeftRunning(data.of("postgres"))) {
            requireFree(options.postgresPort(), "PostgreSQL", "--postgres-port");
        }
        services = started.add(
                "services",
                EmbeddedServices.start(
                        data,
                        options,
                        direct ? Optional.empty() : Optional.of(users.guard(broker.options(mqttPort))),
                        console));
        step("catalog", () -> {
            publish(files);
            return true;
        });
        step("database", () -> {
            migrate();
            return true;
        });
    }

    private void startApps() {
        Applications parts =
                new Applications(services.kafka().bootstrapServers(), topics, database(), clock, start.limit());
        IngestConfig ingest = ingest();
        PrometheusRegistry metrics = new PrometheusRegistry();
        PlatformMetrics.register(
                metrics, step("ingest", () -> started.add("ingest", parts.startIngest(ingest))), data.path());
        CertificateExport.register(broker.listener().tls(), TlsFiles.NONE, metrics);
        FlinkService.setAside(data.of("flink"), Pipeline.STATE_GENERATION)
                .ifPresent(sentence -> console.say("  " + sentence));
        FlinkService flink = step(
                "Flink",
                () -> started.add("Flink", FlinkService.start(data.of("flink"), options.parallelism(), start.limit())));
        PipelineConfig pipeline = Configs.pipeline(
                services.kafka().bootstrapServers(),
                Configs.WRITER.of(database()),
                FlinkService.checkpoints(data.of("flink")).toUri().toString(),
                options.parallelism());
        Optional<Path> from = step(
                "pipeline",
                () -> flink.run(() -> Configs.graph(pipeline), sentence -> console.say("  " + sentence), stopped));
        from.ifPresent(checkpoint -> console.say("  resumed from " + checkpoint.getFileName()));
        flink.keepCheckpoints(
                new CheckpointPace(CHECKPOINTS, CHECKPOINTS_WHILE_QUIET, System.nanoTime()), ReadRecords::count);
        api = step(
                "API",
                () -> started.add("API", parts.startApi(options, flink.url(), new Host(metrics, healthParts()))));
        parts.startNotifier().ifPresent(notifier -> started.add("notifier", notifier));
    }

    private List<Supplier<HealthView.PartView>> healthParts() {
        Stream<Supplier<HealthView.PartView>> certificate =
                broker.listener().tls().stream().map(tls -> new CertificatePart(tls.certificate(), clock));
        return Stream.concat(Stream.of(new DiskPart(data.path())), certificate).toList();
    }

    private <T> T step(String what, Supplier<T> work) {
        if (stopped.getAsBoolean()) {
            throw new StartStopped();
        }
        return console.step(what, work);
    }

    private IngestConfig ingest() {
        String kafka = services.kafka().bootstrapServers();
        return direct
                ? Configs.ingest(
                        new EndpointConfig(
                                mqttPort, Optional.of(data.of("endpoint")), users.access(), broker.listener()),
                        kafka,
                        topics)
                : Configs.ingest(
                        mqttUrl(), users, kafka, topics, data.of("ingest").resolve("session"));
    }

    private void publish(CatalogFiles files) {
        try {
            new CatalogPublisher(services.kafka().bootstrapServers(), topics).merge(files);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServiceException("interrupted while the catalog was published", e);
        }
    }

    private void migrate() {
        try {
            Configs.READER.prepare(database());
            Configs.WRITER.prepare(database());
            Migrations.migrate(database());
        } catch (SQLException e) {
            throw new ServiceException("the database cannot be prepared: " + e.getMessage(), e);
        }
    }

    private static void requireFree(int port, String service, String option) {
        if (port != 0 && !Ports.free(port)) {
            throw new ServiceException(
                    "port " + port + " for " + service + " is taken by another program; choose another with " + option);
        }
    }
}
