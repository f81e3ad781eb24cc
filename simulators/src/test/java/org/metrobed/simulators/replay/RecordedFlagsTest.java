package org.metrobed.simulators.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.metrobed.analysis.quality.QualityTests;
import org.metrobed.analysis.quality.SeriesCleaning;
import org.metrobed.analysis.quality.SeriesCleaning.Row;
import org.metrobed.analysis.quality.TestBits;
import org.metrobed.catalog.CatalogFiles;
import org.metrobed.catalog.compile.CatalogReader;
import org.metrobed.model.DatastreamSettings;
import org.metrobed.model.QualityFlag;
import org.metrobed.simulators.ProjectFiles;
import org.metrobed.simulators.WorkProgress;

/** A month of a real low-cost station with the thresholds of its mapping; skipped if the file is missing. */
class RecordedFlagsTest {

    private static final Pattern ENTRY = Pattern.compile("\\{\"t\":\"([^\"]+)\",\"o\":\\{([^}]*)\\}\\}");
    private static final Pattern VALUE = Pattern.compile("\"([^\"]+)\":([^,]+)");

    @Test
    void hardlyAnyRowOfTheRecordedMonthIsFlaggedAndItsGapIsAGap() throws Exception {
        Optional<Path> file = ProjectFiles.findRecording("air/epa_toco_toucan_RT01_raw.csv");
        assumeTrue(file.isPresent(), "the recording is not above the project");
        ReplayMapping mapping =
                Mappings.read(ProjectFiles.root().resolve("mappings").resolve("epa-toco-rt01.yaml"));
        Map<String, DatastreamSettings> settings = new TreeMap<>();
        CatalogReader.read(CatalogFiles.of(mapping.toCatalogFiles()), 1)
                .datastreams()
                .forEach(datastream -> settings.put(datastream.id().property(), datastream.settings()));
        Map<String, Map<String, Long>> flags = new TreeMap<>();
        Map<String, List<Row>> series = series(mapping, file.get());
        series.forEach((property, rows) -> flags.put(property, count(rows, settings.get(property))));

        assertThat(flags).hasSize(6).allSatisfy((property, counts) -> {
            long bad = counts.getOrDefault("3", 0L) + counts.getOrDefault("4", 0L);
            assertThat(bad)
                    .as("%s: %s", property, counts)
                    .isLessThan(series.get(property).size() / 100);
            boolean endsWithNull = property.equals("no2") || property.equals("o3");
            assertThat(counts.getOrDefault("time-gap=4", 0L))
                    .as("the 17 hours, which end with a missing value of both gases")
                    .isEqualTo(endsWithNull ? 0 : 1);
            assertThat(counts.getOrDefault("9", 0L)).isEqualTo(endsWithNull ? 2 : 0);
            assertThat(counts).as("an hour and a half").containsEntry("time-gap=3", 1L);
        });
    }

    private static Map<String, List<Row>> series(ReplayMapping mapping, Path file) throws Exception {
        Map<String, List<Row>> series = new TreeMap<>();
        new Replay(mapping, Replay.Options.DEFAULT, WorkProgress.SILENT).run(file, (topic, payload) -> {
            Matcher entry = ENTRY.matcher(new String(payload, StandardCharsets.UTF_8));
            while (entry.find()) {
                long micros = Instant.parse(entry.group(1)).toEpochMilli() * 1_000;
                Matcher value = VALUE.matcher(entry.group(2));
                while (value.find()) {
                    double number = value.group(2).equals("null") ? Double.NaN : Double.parseDouble(value.group(2));
                    series.computeIfAbsent(value.group(1), property -> new ArrayList<>())
                            .add(new Row(micros, number));
                }
            }
        });
        return series;
    }

    /** Rows by flag, and bad rows by test and verdict. */
    private static Map<String, Long> count(List<Row> rows, DatastreamSettings settings) {
        Map<String, Long> counts = new TreeMap<>();
        for (SeriesCleaning.Cleaned row : new SeriesCleaning(
                        settings.quality(), settings.statistic().scale(), settings.sentinels())
                .clean(rows)) {
            counts.merge(Integer.toString(TestBits.overall(row.bits()).code()), 1L, Long::sum);
            QualityTests.list().forEach(test -> {
                QualityFlag verdict = TestBits.verdict(row.bits(), test.slot());
                if (verdict == QualityFlag.SUSPECT || verdict == QualityFlag.FAIL) {
                    counts.merge(test.info().code() + "=" + verdict.code(), 1L, Long::sum);
                }
            });
        }
        return counts;
    }
}
