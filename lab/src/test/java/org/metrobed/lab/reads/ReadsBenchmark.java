package org.metrobed.lab.reads;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.OperatingSystemMXBean;
import com.zaxxer.hikari.HikariDataSource;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.metrobed.api.ApiConfig;
import org.metrobed.api.ApiServer;
import org.metrobed.api.http.Routes;
import org.metrobed.api.metrics.Metrics;
import org.metrobed.api.observation.ObservationResource;
import org.metrobed.api.progress.AsOf;
import org.metrobed.catalog.Catalog;
import org.metrobed.catalog.compile.CatalogReader;
import org.metrobed.config.Secret;
import org.metrobed.embedded.EmbeddedPostgres;
import org.metrobed.lab.cpu.CpuMeter;
import org.metrobed.lab.cpu.CpuStage;
import org.metrobed.lab.load.BenchCity;
import org.metrobed.model.Observation;
import org.metrobed.model.ObservationBuilder;
import org.metrobed.model.QualityFlag;
import org.metrobed.model.RawPosition;
import org.metrobed.model.Verdicts;
import org.metrobed.store.DatabaseConfig;
import org.metrobed.store.Databases;
import org.metrobed.store.Migrations;
import org.metrobed.store.RowWriters;
import org.metrobed.store.StoreSession;
import org.metrobed.store.correction.ProductCauseReader;
import org.metrobed.store.correction.SettledTime;
import org.metrobed.store.observation.ObservationReader;
import org.metrobed.store.observation.TrackReader;
import org.metrobed.store.progress.Progress;
import org.metrobed.store.write.WriteMode;
import org.postgresql.PGConnection;

/**
 * Measures what it costs to read observations of 2,000 datastreams over HTTP: a million of them as CSV, beside COPY of the same rows
 * in the same order in the same run; first and newest pages of the test-bed; the newest 1,000 of a datastream over four connections, of many datastreams and of one. Processor time
 * of the JVM includes the client. Runs only if it is named: {@code mvn -pl lab -am test -Dtest=ReadsBenchmark
 * -Dsurefire.failIfNoSpecifiedTests=false}.
 */
public class ReadsBenchmark {

    private static final int THINGS = 200;
    private static final int ROUNDS = 1_000;
    private static final int EXPORTED = 500;
    private static final int CONNECTIONS = 4;
    private static final int REQUESTS = 150;
    private static final int PAGE = 1_000;
    /** 2026-05-01. */
    private static final Instant START = Instant.parse("2026-05-01T00:00:00Z");

    private static final List<String> DATASTREAMS = BenchCity.listDatastreams(THINGS);
    private static final int ROWS = DATASTREAMS.size() * EXPORTED;
    private static final OperatingSystemMXBean JVM = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    @TempDir
    private Path folder;

    private final HttpClient client = HttpClient.newHttpClient();
    private CpuMeter meter;

    @Test
    void measure() throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(folder, 0)) {
            meter = new CpuMeter(OptionalLong.of(postgres.pid()));
            DatabaseConfig config = new DatabaseConfig(
                    postgres.jdbcUrl(),
                    postgres.user(),
                    new Secret(postgres.password()),
                    DatabaseConfig.SCHEMA.defaultValue());
            Migrations.migrate(config);
            fill(config);
            try (HikariDataSource pool = Databases.pool(config, CONNECTIONS)) {
                Routes routes = new Routes();
                new ObservationResource(
                                new ObservationReader(pool),
                                new TrackReader(pool),
                                new ProductCauseReader(pool),
                                new AsOf(new SettledTime(pool), new OneCatalog(), Clock.systemUTC()))
                        .register(routes);
                var server = ApiServer.create(
                        new ApiConfig.Http("127.0.0.1", 0, CONNECTIONS, Secret.NONE), routes, new Metrics());
                server.start();
                try {
                    report(config, "http://127.0.0.1:" + server.port() + "/api/v1/observations?");
                } finally {
                    server.stop();
                }
            }
        }
    }

    private static final class OneCatalog implements AsOf.CatalogAtTime {

        private final Catalog catalog = CatalogReader.read(BenchCity.files(THINGS), 1);

        @Override
        public Instant knownUpTo() {
            return Instant.MAX;
        }

        @Override
        public Optional<Catalog> findAt(Instant at) {
            return Optional.of(catalog);
        }
    }

    private void report(DatabaseConfig config, String base) throws Exception {
        String all = base + "testbed=bench&datetime=2026-05-01/PT" + EXPORTED + "S";
        for (int run = 0; run < 2; run++) {
            time("COPY sorted by time and datastream", 1, ROWS, () -> copy(config));
            time("CSV of all", 1, ROWS, () -> lines(all + "&f=csv") - 1);
        }
        String page = "&limit=" + PAGE;
        time("first page of the test-bed as CSV", REQUESTS, PAGE, () -> lines(all + page + "&f=csv") - 1);
        try (Writes beside = new Writes(config)) {
            time("the same beside 5,000 readings/s", REQUESTS, PAGE, () -> lines(all + page + "&f=csv") - 1);
            System.out.printf("stored meanwhile: %d readings%n", beside.stored());
        }
        time(
                "newest page of the test-bed as CSV",
                REQUESTS,
                PAGE,
                () -> lines(base + "testbed=bench&order=desc&f=csv" + page) - 1);
        String newest = base + "order=desc&limit=" + PAGE + "&datastream=";
        for (String format : List.of("csv", "json", "csv", "json")) {
            atOnce("newest " + PAGE + " of a datastream as " + format, DATASTREAMS, newest, "&f=" + format);
        }
        List<String> one = DATASTREAMS.subList(0, 1);
        for (String format : List.of("csv", "json", "csv", "json")) {
            atOnce("newest " + PAGE + " of the same datastream as " + format, one, newest, "&f=" + format);
        }
    }

    private void time(String what, int times, int rows, Callable<Long> read) throws Exception {
        double[] millis = new double[times];
        Used before = used();
        for (int i = 0; i < times; i++) {
            long begin = System.nanoTime();
            assertThat(read.call()).isEqualTo(rows);
            millis[i] = (System.nanoTime() - begin) / 1e6;
        }
        Arrays.sort(millis);
        System.out.printf(
                "%s: %s; p50 %.1f ms, p99 %.1f ms%n",
                what, used().since(before, times, rows), millis[times / 2], millis[times * 99 / 100]);
    }

    /** Many requests over several connections, for one datastream after the other. */
    private void atOnce(String what, List<String> datastreams, String base, String format) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS);
        Used before = used();
        long begin = System.nanoTime();
        try {
            List<Future<Long>> answers = IntStream.range(0, REQUESTS * CONNECTIONS)
                    .mapToObj(i -> base + datastreams.get(i * 7 % datastreams.size()) + format)
                    .map(address -> threads.submit(() -> lines(address)))
                    .toList();
            for (Future<Long> answer : answers) {
                assertThat(answer.get()).isPositive();
            }
        } finally {
            threads.shutdown();
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        System.out.printf(
                "%s: %s; %.0f/s%n",
                what, used().since(before, REQUESTS * CONNECTIONS, PAGE), REQUESTS * CONNECTIONS / seconds);
    }

    private record Used(long databaseNanos, long jvmNanos) {
        String since(Used before, int requests, int rows) {
            double database = (databaseNanos - before.databaseNanos) / 1e3 / requests;
            double jvm = (jvmNanos - before.jvmNanos) / 1e3 / requests;
            return "CPU of the database %.0f us (%.2f a row), of the JVM %.0f us (%.2f a row)"
                    .formatted(database, database / rows, jvm, jvm / rows);
        }
    }

    private Used used() {
        return new Used(meter.read().stages().getOrDefault(CpuStage.POSTGRES, 0L), JVM.getProcessCpuTime());
    }

    private static long copy(DatabaseConfig config) throws SQLException, IOException {
        try (Connection connection = Databases.connect(config)) {
            return connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyOut(
                            "copy (select s.datastream, o.* from observation o join series s using (series_id)"
                                    + " where o.phenomenon_time < '" + START.plusSeconds(EXPORTED) + "'"
                                    + " order by o.phenomenon_time, s.datastream) to stdout (format csv)",
                            OutputStream.nullOutputStream());
        }
    }

    private long lines(String address) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address)).build();
        HttpResponse<InputStream> response = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
        assertThat(response.statusCode()).isEqualTo(200);
        try (BufferedReader body = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
            return body.lines().count();
        }
    }

    private static void fill(DatabaseConfig config) throws SQLException {
        try (StoreSession session = StoreSession.open(config, WriteMode.COPY, "bench")) {
            for (int round = 0; round < ROUNDS; round++) {
                append(session, round);
            }
        }
    }

    private static void append(StoreSession session, int round) throws SQLException {
        List<Observation> rows = new ArrayList<>();
        for (int i = 0; i < DATASTREAMS.size(); i++) {
            rows.add(row(i, round));
        }
        session.append(
                RowWriters.observations(),
                rows,
                new Progress("bench", 0, 1, START.plusSeconds(ROUNDS + 60).toEpochMilli()));
    }

    /** Stores a round of 2,000 readings each 400 ms until it is closed. */
    private static final class Writes implements AutoCloseable {

        private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
        private final StoreSession session;
        private final ScheduledFuture<?> rounds;
        private final AtomicInteger round = new AtomicInteger(ROUNDS);

        Writes(DatabaseConfig config) throws SQLException {
            session = StoreSession.open(config, WriteMode.COPY, "bench");
            rounds = thread.scheduleAtFixedRate(this::round, 0, 400, TimeUnit.MILLISECONDS);
        }

        private void round() {
            try {
                append(session, round.get());
                round.incrementAndGet();
            } catch (SQLException e) {
                throw new IllegalStateException(e); // no round follows
            }
        }

        int stored() {
            assertThat(rounds.isDone()).as("the writer has failed").isFalse();
            return (round.get() - ROUNDS) * DATASTREAMS.size();
        }

        @Override
        public void close() throws SQLException {
            thread.shutdown();
            try {
                assertThat(thread.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            session.close();
        }
    }

    private static Observation row(int datastream, int round) {
        Instant time = START.plusSeconds(round).plusMillis(datastream % 1_000);
        return ObservationBuilder.builder()
                .datastream(DATASTREAMS.get(datastream))
                .phenomenonMicros(time.toEpochMilli() * 1_000)
                .result(20 + datastream % 97 * 0.1)
                .flag(QualityFlag.GOOD)
                .tests(Verdicts.of(1))
                .cause(Observation.Cause.ARRIVAL)
                .raw(new RawPosition(datastream & 3, (long) round * DATASTREAMS.size() + datastream, 0))
                .receivedMillis(time.toEpochMilli())
                .catalogVersion(1)
                .build();
    }
}
