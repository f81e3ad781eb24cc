package org.metrobed.catalog.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.metrobed.analysis.quality.SeriesCleaning;
import org.metrobed.analysis.quality.SeriesCleaning.Cleaned;
import org.metrobed.analysis.quality.SeriesCleaning.Row;
import org.metrobed.analysis.quality.TestBits;
import org.metrobed.catalog.Bundles;
import org.metrobed.catalog.CatalogFiles;
import org.metrobed.catalog.compile.CatalogReader;
import org.metrobed.model.DatastreamSettings;
import org.metrobed.model.QualityFlag;
import org.metrobed.model.Scale;
import org.metrobed.model.limits.Sentinels;

/** Good readings of the folder {@code good} are rarely flagged by the standard properties at their interval. */
class IntervalTableTest {

    private static final double MOST_FLAGGED = 0.01;

    @ParameterizedTest
    @CsvSource({
        "toco-toucan-5-minutes, PT5M, no2, [-60; 2000]",
        "toco-toucan-5-minutes, PT5M, o3,",
        "toco-toucan-5-minutes, PT5M, pm25,",
        "toco-toucan-5-minutes, PT5M, air-temperature,",
        "toco-toucan-5-minutes, PT5M, relative-humidity,",
        "burdens-creek-hours, PT1H, no2,",
        "burdens-creek-hours, PT1H, o3,",
        "burdens-creek-hours, PT1H, pm25,",
        "burdens-creek-hours, PT1H, air-temperature,",
        "burdens-creek-hours, PT1H, relative-humidity,",
        "beijing-hours, PT1H, pm25, [-5; 1000]"
    })
    void atMostOneInAHundredGoodReadingsIsFlagged(String file, String interval, String standard, String range)
            throws IOException {
        List<Row> rows = read(file, standard);
        DatastreamSettings settings = settings(standard, interval, range);

        List<Cleaned> cleaned = clean(rows, settings);
        long flagged = cleaned.stream().filter(IntervalTableTest::isFlagged).count();

        assertThat(rows).hasSizeGreaterThan(600);
        assertThat(flagged / (double) rows.size()).isLessThanOrEqualTo(MOST_FLAGGED);
    }

    /** The thresholds are not so wide that they find nothing. */
    @ParameterizedTest
    @CsvSource({
        "toco-toucan-5-minutes, PT5M, o3, 60",
        "toco-toucan-5-minutes, PT5M, pm25, 40",
        "toco-toucan-5-minutes, PT5M, air-temperature, 5",
        "toco-toucan-5-minutes, PT5M, relative-humidity, -20",
        "burdens-creek-hours, PT1H, no2, 80",
        "burdens-creek-hours, PT1H, o3, 60",
        "burdens-creek-hours, PT1H, air-temperature, 12",
        "burdens-creek-hours, PT1H, relative-humidity, -45",
        "beijing-hours, PT1H, pm25, 350"
    })
    void oneReadingFarFromItsNeighboursIsFlagged(String file, String interval, String standard, double step)
            throws IOException {
        List<Row> rows = read(file, standard);
        int middle = rows.size() / 2;
        Row hit = rows.get(middle);
        rows.set(middle, new Row(hit.timeMicros(), hit.value() + step));

        assertThat(isFlagged(clean(rows, settings(standard, interval, null)).get(middle)))
                .isTrue();
    }

    private static List<Cleaned> clean(List<Row> rows, DatastreamSettings settings) {
        return new SeriesCleaning(settings.quality(), Scale.LINE, Sentinels.NONE).clean(rows);
    }

    private static boolean isFlagged(Cleaned row) {
        QualityFlag flag = TestBits.overall(row.bits());
        return flag == QualityFlag.SUSPECT || flag == QualityFlag.FAIL;
    }

    private static DatastreamSettings settings(String standard, String interval, String range) {
        String span = range == null ? "" : range.replace(';', ',');
        String ranges = range == null ? "" : ", ranges: { fail: " + span + ", suspect: " + span + " }";
        Map<String, String> files = new TreeMap<>(Bundles.SOUND);
        files.put(
                "town/properties.yaml",
                "properties:\n  one: { standard: " + standard + ", interval: " + interval + ranges + " }\n");
        files.put(
                "town/thing-types.yaml",
                "thing-types:\n  air-station:\n    family: air\n    properties:\n      one:\n");
        return CatalogReader.read(CatalogFiles.of(files), 1)
                .findDatastream("town/air-01/one")
                .orElseThrow()
                .settings();
    }

    private static List<Row> read(String file, String column) throws IOException {
        String[] lines;
        try (InputStream stream =
                IntervalTableTest.class.getResourceAsStream("/org/metrobed/catalog/good/" + file + ".csv")) {
            lines = new String(stream.readAllBytes(), StandardCharsets.UTF_8).split("\n");
        }
        int at = List.of(lines[0].split(",")).indexOf(column);
        List<Row> rows = new ArrayList<>();
        for (int i = 1; i < lines.length; i++) {
            String[] cells = lines[i].split(",", -1);
            if (!cells[at].isEmpty()) {
                rows.add(new Row(Instant.parse(cells[0]).toEpochMilli() * 1_000, Double.parseDouble(cells[at])));
            }
        }
        return rows;
    }
}
