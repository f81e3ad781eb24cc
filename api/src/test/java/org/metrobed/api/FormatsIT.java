package org.metrobed.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.metrobed.api.columnar.ReadBack;
import org.metrobed.api.contract.CsvText;
import org.metrobed.api.contract.RawHttp;
import org.metrobed.store.RowWriters;
import org.metrobed.testkit.KafkaExtension;
import org.metrobed.testkit.PostgresExtension;

/**
 * Every list in every format: Arrow and Parquet hold what CSV holds, with units, licence and log time. {@code DescribedRows} say it,
 * from the {@code AboutData} of {@code SelectedData}; {@code DescribedOutput} writes it, by {@code ArrowSchemas} and {@code ParquetRows}.
 */
class FormatsIT {

    @RegisterExtension
    static final PostgresExtension POSTGRES = new PostgresExtension();

    @RegisterExtension
    static final KafkaExtension KAFKA = new KafkaExtension();

    /** Compares the cells of a CSV file with those that pyarrow reads from an Arrow stream and a Parquet file. */
    private static final String PYTHON = """
            import csv, sys, pyarrow as pa, pyarrow.ipc, pyarrow.parquet as pq
            def cell(v):
                if v is None: return ''
                if isinstance(v, bool): return str(v).lower()
                if hasattr(v, 'isoformat'): return v.timestamp()
                return v
            def same(text, v):
                if isinstance(v, float) and not isinstance(v, bool) and text and text[0] in '-.0123456789' and 'T' not in text:
                    return float(text) == v
                if isinstance(v, float):
                    import datetime
                    return datetime.datetime.fromisoformat(text.replace('Z', '+00:00')).timestamp() == v
                return text == str(v)
            folder = sys.argv[1]
            rows = list(csv.reader(open(folder + '/rows.csv', encoding='utf-8')))
            arrow = pa.ipc.open_stream(open(folder + '/rows.arrow', 'rb').read()).read_all()
            parquet = pq.read_table(folder + '/rows.parquet')
            for table in (arrow, parquet):
                assert table.column_names == rows[0], table.column_names
                cells = [[cell(v) for v in row.values()] for row in table.to_pylist()]
                assert len(cells) == len(rows) - 1, (len(cells), len(rows))
                for texts, values in zip(rows[1:], cells):
                    assert all(map(same, texts, values)), (texts, values)
                assert table.schema.metadata[b'as_of'], table.schema.metadata
                assert table.field('mean').metadata[b'unit'] == b'ug/m3', table.field('mean').metadata
            """;

    private static ApiFixture api;

    @BeforeAll
    static void start() throws Exception {
        api = ApiFixture.start(POSTGRES, KAFKA);
        api.append(RowWriters.observations(), Seeds.observations());
        api.append(RowWriters.windows(), Seeds.windows());
        api.append(RowWriters.alertEvents(), Seeds.alertEvents());
        api.append(RowWriters.deadLetters(), Seeds.deadLetters());
    }

    @AfterAll
    static void stop() throws Exception {
        api.close();
    }

    @Test
    void everyListIsTheSameInArrowAndParquetAsInCsv() throws Exception {
        JsonNode document = api.json("/openapi.json");
        List<String> lists = new ArrayList<>();
        document.get("paths").properties().forEach(path -> {
            if (path.getValue().at("/get/responses/200/content").has("application/vnd.apache.arrow.stream")
                    && !path.getKey().contains("{")
                    && !needsToken(path.getValue().at("/get/security"))) {
                lists.add(path.getKey());
            }
        });
        assertThat(lists).hasSizeGreaterThan(14).contains("/api/v1/windows", "/api/v1/alerts", "/api/v1/testbeds");
        for (String list : lists) {
            // what the clock decides differs between requests
            String columns = list.endsWith("/things") ? "?columns=id,latitude,family" : "";
            assertThat(api.get(list + ".csv" + columns).statusCode()).as(list).isEqualTo(200);
            List<List<String>> csv = cells(api.get(list + ".csv" + columns).body());
            assertThat(ReadBack.arrow(api.getBytes(list + ".arrow" + columns).body())
                            .rows())
                    .as(list)
                    .isEqualTo(csv);
            assertThat(ReadBack.parquet(
                                    api.getBytes(list + ".parquet" + columns).body())
                            .rows())
                    .as(list)
                    .isEqualTo(csv);
        }
    }

    /** Lists for people of the deployment have the same formats by the same code; what they tell changes with each request. */
    private static boolean needsToken(JsonNode security) {
        return security.isArray() && security.valueStream().noneMatch(JsonNode::isEmpty);
    }

    /** The apostrophe in front of formulas belongs to CSV alone. */
    private static List<List<String>> cells(String csv) {
        return CsvText.parse(csv).stream()
                .map(row ->
                        row.stream().map(cell -> cell.replaceFirst("^'", "")).toList())
                .toList();
    }

    @Test
    void filesSayUnitsLicenceAndLogTime() throws Exception {
        String windows = "/api/v1/windows.%s?property=pm25&window=PT1M&agg=mean";
        ReadBack arrow = ReadBack.arrow(api.getBytes(windows.formatted("arrow")).body());
        ReadBack parquet =
                ReadBack.parquet(api.getBytes(windows.formatted("parquet")).body());
        for (Map<String, String> metadata : List.of(arrow.metadata(), parquet.metadata())) {
            assertThat(metadata)
                    .containsEntry("as_of", "2026-05-01T12:20:00.000Z")
                    .containsEntry("license", "https://spdx.org/licenses/CC-BY-4.0.html")
                    .containsKeys("datetime", "title", "source");
            assertThat(ApiFixture.parse(metadata.get("units"))
                            .get("city/park/pm25")
                            .asText())
                    .isEqualTo("ug/m3");
        }
        assertThat(arrow.units()).containsEntry("mean", "ug/m3").containsEntry("coverage", "1");
        assertThat(ReadBack.arrow(api.getBytes("/api/v1/windows.arrow?agg=mean").body())
                        .units())
                .as("datastreams of several units")
                .containsEntry("mean", "");
    }

    @Test
    void pagesTogetherAreTheWholeList() throws Exception {
        List<List<String>> whole = ReadBack.arrow(
                        api.getBytes("/api/v1/observations.arrow").body())
                .rows();
        List<List<String>> pages = new ArrayList<>();
        String next = "/api/v1/observations.parquet?limit=50";
        while (next != null) {
            ReadBack page = ReadBack.parquet(api.getBytes(next).body());
            pages.addAll(
                    page.rows().subList(pages.isEmpty() ? 0 : 1, page.rows().size()));
            next = page.metadata().get("next");
        }
        assertThat(whole).hasSize(181);
        assertThat(pages).isEqualTo(whole);
    }

    @Test
    void independentReaderAgrees(@TempDir Path folder) throws Exception {
        String python = System.getenv().getOrDefault("METROBED_TEST_PYTHON", "python3");
        assumeTrue(run(python, "-c", "import pyarrow") == 0, "pyarrow is not installed");
        for (String format : List.of("csv", "arrow", "parquet")) {
            Files.write(
                    folder.resolve("rows." + format),
                    api.getBytes("/api/v1/windows?property=pm25&f=" + format).body());
        }
        Path script = Files.writeString(folder.resolve("compare.py"), PYTHON);
        assertThat(run(python, script.toString(), folder.toString())).isZero();
    }

    private static int run(String... command) throws Exception {
        Process process = new ProcessBuilder(command).inheritIO().start();
        return process.waitFor(60, TimeUnit.SECONDS) ? process.exitValue() : -1;
    }

    @Test
    void csvBeginsWithLinesOfMetadataOnRequest() throws Exception {
        String csv = api.get("/api/v1/windows.csv?metadata=lines&property=pm25&agg=mean")
                .body();
        List<String> lines = csv.lines().toList();
        assertThat(lines)
                .contains("# as_of: 2026-05-01T12:20:00.000Z")
                .contains("# license: https://spdx.org/licenses/CC-BY-4.0.html")
                .anyMatch(line -> line.startsWith("# units: {\"city/park/pm25\":\"ug/m3\""));
        String rows = String.join(
                "\n", lines.stream().filter(line -> !line.startsWith("#")).toList());
        assertThat(rows + "\n")
                .isEqualTo(api.get("/api/v1/windows.csv?property=pm25&agg=mean").body());
    }

    @Test
    void sidecarDescribesTheColumnsOfTheCsv() throws Exception {
        HttpResponse<String> csv = api.get("/api/v1/windows.csv?property=pm25&agg=mean");
        String links = csv.headers().firstValue("Link").orElseThrow();
        String address = "/api/v1/windows?agg=mean&f=csvw&property=pm25";
        assertThat(links)
                .contains("<" + address + ">; rel=\"describedby\"; type=\"application/csvm+json\"")
                .contains("<https://spdx.org/licenses/CC-BY-4.0.html>; rel=\"license\"");
        JsonNode sidecar = ApiFixture.parse(api.get(address).body());
        assertThat(sidecar.get("@context").asText()).isEqualTo("http://www.w3.org/ns/csvw");
        assertThat(api.get(sidecar.get("url").asText()).body()).isEqualTo(csv.body());
        List<String> names = new ArrayList<>();
        sidecar.at("/tableSchema/columns")
                .forEach(column -> names.add(column.get("name").asText()));
        assertThat(names).isEqualTo(CsvText.parse(csv.body()).get(0));
        assertThat(sidecar.at("/tableSchema/columns/6/schema:unitText").asText())
                .isEqualTo("ug/m3");
        assertThat(sidecar.at("/tableSchema/columns/1/datatype").asText()).isEqualTo("datetime");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "windows.csv?f=json | f | the path, which ends in .csv",
                "windows?metadata=lines | metadata | lines are for f=csv",
                "windows?f=arrow&columns=maen | columns | did you mean 'mean'?",
                "windows?f=excel | f | one of json, ndjson, csv, arrow, parquet, csvw"
            })
    void formatThatDoesNotFitIsRefused(String question, String parameter, String rule) throws Exception {
        HttpResponse<String> response = api.get("/api/v1/" + question);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(400);
        JsonNode error = ApiFixture.parse(response.body()).at("/errors/0");
        assertThat(error.get("parameter").asText()).isEqualTo(parameter);
        assertThat(error.get("rule").asText()).contains(rule);
    }

    @Test
    void acceptAndEndingChooseTheFormat() throws Exception {
        assertThat(type("/api/v1/windows", "application/vnd.apache.parquet"))
                .isEqualTo("application/vnd.apache.parquet");
        assertThat(type("/api/v1/windows.ndjson", "text/csv")).isEqualTo("application/x-ndjson");
        assertThat(type("/api/v1/things.geojson", "*/*")).isEqualTo("application/geo+json");
        assertThat(api.get("/api/v1/windows.xlsx").statusCode()).isEqualTo(404);
        assertThat(type("/api/v1/windows", "*/*")).isEqualTo("application/json");
    }

    private static String type(String path, String accept) throws Exception {
        return api.get(path, "Accept", accept)
                .headers()
                .firstValue("Content-Type")
                .orElse("")
                .replaceAll(";.*", "");
    }

    @Test
    void largeAnswersArePackedAsTheClientAsks() throws Exception {
        int port = api.uri("/").getPort();
        for (String coding : List.of("zstd", "gzip")) {
            RawHttp.Response packed =
                    RawHttp.send(port, "GET", "/api/v1/observations.csv", List.of("Accept-Encoding: " + coding), "");
            assertThat(packed.header("Content-Encoding")).hasValue(coding);
        }
        RawHttp.Response parquet =
                RawHttp.send(port, "GET", "/api/v1/observations.parquet", List.of("Accept-Encoding: gzip, zstd"), "");
        assertThat(parquet.header("Content-Encoding")).as("it is packed itself").isEmpty();
        assertThat(new String(api.getBytes("/api/v1/observations.parquet").body(), StandardCharsets.ISO_8859_1))
                .startsWith("PAR1")
                .endsWith("PAR1");
    }
}
