package org.metrobed.lab.windows;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.metrobed.api.ApiConfig;
import org.metrobed.api.ApiServer;
import org.metrobed.api.http.Routes;
import org.metrobed.api.metrics.Metrics;
import org.metrobed.api.progress.AsOf;
import org.metrobed.api.window.WindowResource;
import org.metrobed.catalog.Catalog;
import org.metrobed.config.Secret;
import org.metrobed.embedded.EmbeddedPostgres;
import org.metrobed.model.window.Summary;
import org.metrobed.model.window.SummaryAccumulator;
import org.metrobed.model.window.WindowRevision;
import org.metrobed.model.window.WindowRevisionBuilder;
import org.metrobed.store.DatabaseConfig;
import org.metrobed.store.Databases;
import org.metrobed.store.Migrations;
import org.metrobed.store.RowWriters;
import org.metrobed.store.StoreSession;
import org.metrobed.store.correction.SettledTime;
import org.metrobed.store.progress.Progress;
import org.metrobed.store.settings.SettingsSource;
import org.metrobed.store.window.WindowReader;
import org.metrobed.store.write.WriteMode;

/**
 * Measures the time to read windows as CSV, over HTTP and a real PostgreSQL: a year of 15-minute windows of one
 * datastream, and a month of a hundred datastreams, which needs the same memory. Runs only if it is named: {@code mvn
 * -pl lab -am test -Dtest=WindowsBenchmark -Dsurefire.failIfNoSpecifiedTests=false}.
 */
public class WindowsBenchmark {

    private static final int RUNS = 15;
    private static final long QUARTER_MICROS = 900_000_000L;
    private static final int YEAR = 35_040;
    private static final int MONTH = 30 * 96;
    private static final int MANY = 100;
    private static final int READINGS = 90;
    private static final int SUMMARIES = 500;
    /** 2025-01-01. */
    private static final long START_MICROS = 1_735_689_600_000_000L;

    @TempDir
    private Path folder;

    private final HttpClient client = HttpClient.newHttpClient();
    private final Random random = new Random(1);
    private final List<Summary> summaries = summaries();

    @Test
    void measure() throws SQLException, IOException, InterruptedException {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(folder, 0)) {
            DatabaseConfig config = new DatabaseConfig(
                    postgres.jdbcUrl(),
                    postgres.user(),
                    new Secret(postgres.password()),
                    DatabaseConfig.SCHEMA.defaultValue());
            Migrations.migrate(config);
            fill(config);
            try (var pool = Databases.pool(config, 4)) {
                Routes routes = new Routes();
                new WindowResource(
                                new WindowReader(pool, SettingsSource.NONE),
                                new AsOf(new SettledTime(pool), new NoCatalog(), Clock.systemUTC()))
                        .register(routes);
                var server =
                        ApiServer.create(new ApiConfig.Http("127.0.0.1", 0, 4, Secret.NONE), routes, new Metrics());
                server.start();
                try {
                    report("http://127.0.0.1:" + server.port() + "/api/v1/windows?f=csv&window=");
                } finally {
                    server.stop();
                }
            }
        }
    }

    private static final class NoCatalog implements AsOf.CatalogAtTime {
        @Override
        public Instant knownUpTo() {
            return Instant.MAX;
        }

        @Override
        public Optional<Catalog> findAt(Instant at) {
            return Optional.of(Catalog.empty(1));
        }
    }

    private void report(String base) throws IOException, InterruptedException {
        String year = "&datetime=2025-01-01/2026-01-01&datastream=" + name(0);
        time("year of PT15M, usual aggregates", base + "PT15M" + year, YEAR);
        time("year of PT15M, mean alone", base + "PT15M&agg=mean" + year, YEAR);
        time("year of PT15M, mean and p95", base + "PT15M&agg=mean,p95" + year, YEAR);
        time("year of P1D in Paris", base + "P1D&tz=Europe/Paris&agg=mean,p95" + year, 0);
        String names = String.join(
                ",", IntStream.range(0, MANY).mapToObj(WindowsBenchmark::name).toList());
        time(
                "month of PT15M of " + MANY,
                base + "PT15M&datetime=2025-01-01/2025-01-31&datastream=" + names,
                MANY * MONTH);
    }

    private void time(String what, String address, int rows) throws IOException, InterruptedException {
        double[] millis = new double[rows > YEAR ? 3 : RUNS];
        for (int run = 0; run < millis.length; run++) {
            long begin = System.nanoTime();
            long lines = read(address);
            millis[run] = (System.nanoTime() - begin) / 1e6;
            if (rows > 0) {
                assertThat(lines).isEqualTo(rows + 1);
            }
        }
        double first = millis[0];
        Arrays.sort(millis);
        System.out.printf(
                "%s: median %.0f ms, least %.0f ms, first %.0f ms%n",
                what, millis[millis.length / 2], millis[0], first);
    }

    private long read(String address) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address)).build();
        HttpResponse<java.io.InputStream> response = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
        assertThat(response.statusCode()).isEqualTo(200);
        try (BufferedReader body = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
            return body.lines().count();
        }
    }

    private void fill(DatabaseConfig config) throws SQLException {
        try (StoreSession session = StoreSession.open(config, WriteMode.COPY, "bench")) {
            for (int from = 0; from < YEAR; from += MONTH) {
                List<WindowRevision> rows = new ArrayList<>();
                for (int i = from; i < Math.min(YEAR, from + MONTH); i++) {
                    for (int datastream = 0; datastream < (from == 0 ? MANY : 1); datastream++) {
                        rows.add(window(name(datastream), START_MICROS + i * QUARTER_MICROS));
                    }
                }
                session.append(RowWriters.windows(), rows, new Progress("bench", 0, 1, 1_770_000_000_000L));
            }
        }
    }

    /** Summaries are expensive to compute and their numbers do not matter here. */
    private List<Summary> summaries() {
        List<Summary> made = new ArrayList<>();
        for (int i = 0; i < SUMMARIES; i++) {
            SummaryAccumulator good = new SummaryAccumulator();
            for (int reading = 0; reading < READINGS; reading++) {
                good.add(Summary.of(20 + 5 * random.nextGaussian(), START_MICROS + reading * 10_000_000L));
            }
            made.add(good.build());
        }
        return made;
    }

    private WindowRevision window(String datastream, long start) {
        Summary good = summaries.get(random.nextInt(SUMMARIES));
        return WindowRevisionBuilder.builder()
                .datastream(datastream)
                .sizeMillis(900_000)
                .startMicros(start)
                .recordedMillis(start / 1_000 + 960_000)
                .intervalMillis(900_000 / READINGS)
                .good(good)
                .suspect(Summary.EMPTY)
                .catalogVersion(1)
                .build();
    }

    private static String name(int datastream) {
        return "city/thing-" + datastream + "/pm25";
    }
}
