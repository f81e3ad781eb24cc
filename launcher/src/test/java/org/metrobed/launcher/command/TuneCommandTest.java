package org.metrobed.launcher.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.metrobed.launcher.Metrobed;
import org.metrobed.launcher.files.RecordedPast;
import org.metrobed.launcher.files.TuneText;
import picocli.CommandLine;

/** {@link TuneCommand} with a file ({@link RecordedPast}) and with an API ({@link StoredPast}); its text is {@link TuneText}. */
class TuneCommandTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final String MAPPING = """
            name: Hours
            time: { columns: time, patterns: iso }
            testbed: { id: town, name: Town, zone: UTC }
            thing: { id: air-01, name: Air, family: air, lat: 48, lon: 16 }
            datastreams:
              - { column: dust, property: dust, name: Dust, unit: ug/m3, interval: PT1H,
                  quality: { spike: { suspect: 0.5 } } }
            """;

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void pastOfAFileProposesThresholdsWithTheShareThatEachFlags() throws IOException {
        assertThat(runFile(1_500)).as(err.toString()).isZero();
        assertThat(out.toString().lines())
                .anySatisfy(line -> assertThat(line)
                        .startsWith("# town/air-01/dust: 1,500 readings from 2026-01-01T00:00:00Z to"
                                + " 2026-03-04T11:00:00Z, every PT1H, of "))
                .anySatisfy(
                        line -> assertThat(line)
                                .matches(
                                        "  spike: \\{ suspect: [34]\\.\\d, fail: [\\d.]+ } +# flags 0\\.\\d\\d % of this past; from"
                                                + " its first two thirds, 0\\.\\d\\d % of the last; in force now, [67]\\d\\.\\d\\d %"))
                .anySatisfy(line -> assertThat(line)
                        .startsWith("  rate-of-change: { suspect: ")
                        .contains("per: PT1H }")
                        .endsWith("; none in force now"))
                .anySatisfy(line -> assertThat(line).startsWith("  flat-line: { suspect: PT6H, fail: PT12H }"));
    }

    @Test
    void shortPastProposesNothing() throws IOException {
        assertThat(runFile(100)).isZero();
        assertThat(out.toString()).contains("no proposal: it needs 200 values").doesNotContain("quality:");
    }

    @Test
    void pastOfADatastreamIsReadFromTheApiPageByPageWithoutWhatFails() throws IOException {
        HttpServer api = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        List<String> asked = new ArrayList<>();
        String base = "http://127.0.0.1:" + api.getAddress().getPort();
        api.createContext("/", exchange -> {
            String uri = exchange.getRequestURI().toString();
            asked.add(uri);
            byte[] body = answer(uri, base).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        api.start();
        try {
            assertThat(run("tune", "town/air-01/dust", "--url", base))
                    .as(err.toString())
                    .isZero();
        } finally {
            api.stop(0);
        }
        assertThat(asked)
                .containsExactly(
                        "/api/v1/datastreams?limit=1000&thing=town%2Fair-01&property=dust",
                        "/api/v1/observations?datastream=town%2Fair-01%2Fdust&datetime=P30D%2F..&limit=10000",
                        "/api/v1/observations?cursor=2");
        assertThat(out.toString())
                .contains("# town/air-01/dust: 598 readings")
                .contains("; in force now, 0.33 %")
                .doesNotContain("100000");
    }

    @Test
    void fileWithoutMappingAndUnclearThingAreRefused() {
        assertThat(run("tune", "file.csv")).isEqualTo(2);
        assertThat(err.toString()).contains("a file needs --map MAPPING.yaml");
        assertThat(run("tune", "air-01")).isEqualTo(2);
        assertThat(err.toString()).contains("'air-01' must be testbed/thing or testbed/thing/property");
    }

    /** A datastream, and two pages of 300 readings; the first of each fails its range and has the result 100000. */
    private static String answer(String uri, String base) {
        if (uri.startsWith("/api/v1/datastreams")) {
            return "{\"items\":[{\"id\":\"town/air-01/dust\",\"interval\":\"PT1H\",\"statistic\":\"mean\"}]}";
        }
        boolean first = !uri.contains("cursor");
        Random random = new Random(first ? 1 : 2);
        StringBuilder items = new StringBuilder();
        for (int i = 0; i < 300; i++) {
            items.append(i == 0 ? "" : ",")
                    .append("{\"phenomenonTime\":\"")
                    .append(START.plusSeconds(3_600L * (first ? i : 300 + i)))
                    .append("\",\"result\":")
                    .append(i == 0 ? 100_000 : random.nextGaussian())
                    .append(i == 0 ? ",\"flag\":4,\"tests\":{\"spike\":4}}" : ",\"flag\":1,\"tests\":{\"spike\":1}}");
        }
        String next = first ? "\"" + base + "/api/v1/observations?cursor=2\"" : "null";
        return "{\"items\":[" + items + "],\"next\":" + next + "}";
    }

    private int runFile(int rows) throws IOException {
        Path map = folder.resolve("map.yaml");
        Path file = folder.resolve("hours.csv");
        Files.writeString(map, MAPPING);
        Random random = new Random(5);
        StringBuilder csv = new StringBuilder("time,dust\n");
        for (int i = 0; i < rows; i++) {
            csv.append(START.plusSeconds(3_600L * i))
                    .append(',')
                    .append(random.nextGaussian())
                    .append('\n');
        }
        Files.writeString(file, csv);
        return run("tune", file.toString(), "--map", map.toString());
    }

    private int run(String... args) {
        CommandLine line = Metrobed.commandLine();
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        return line.execute(args);
    }
}
