package org.metrobed.api.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RowsOutputTest {

    /** A nested part. */
    public record Place(int partition, long offset) {}

    /** A view with every kind of field. */
    public record View(
            String name, Instant time, Double value, Place place, Map<String, Integer> tests, List<String> marks) {}

    private static final View FULL = new View(
            "a,\"b\"",
            Instant.parse("2026-05-01T12:00:00Z"),
            1.5,
            new Place(2, 77),
            Map.of("gross-range", 1),
            List.of("late", "repeat"));
    private static final View EMPTY = new View("=1+1", null, null, null, Map.of(), List.of());

    @Test
    void csvFlattensPartsAndQuotesText() throws IOException {
        assertThat(write(Format.CSV, RecordShape.of(View.class))).isEqualTo("""
                        name,time,value,place_partition,place_offset,tests,marks
                        "a,""b\""",2026-05-01T12:00:00.000Z,1.5,2,77,gross-range=1,late;repeat
                        '=1+1,,,,,,
                        """);
    }

    /** A row with lists of records. */
    public record Listed(List<Setting> settings, List<Place> places) {}

    /** A pair. */
    public record Setting(String name, String value) {}

    @Test
    void csvTellsRecordsOfAListByTheirParts() throws IOException {
        Listed row = new Listed(
                List.of(new Setting("stamp", "end"), new Setting("interval", "PT1M")),
                List.of(new Place(2, 77), new Place(3, 78)));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Instant noon = Instant.parse("2026-05-01T12:00:00Z");
        RowsOutput.write(
                new Rows<>(RecordShape.of(Listed.class), List.of(row).iterator(), noon, null, "next"),
                Format.CSV,
                "/next",
                out);
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("""
                        settings,places
                        stamp=end;interval=PT1M,partition=2 offset=77;partition=3 offset=78
                        """);
    }

    @Test
    void jsonTellsMissingValuesAsNull() throws IOException {
        assertThat(write(Format.JSON, RecordShape.of(View.class)))
                .startsWith("{\"asOf\":\"2026-05-01T12:00:00.000Z\",\"items\":[{\"name\":\"a,\\\"b\\\"\"")
                .contains("\"place\":{\"partition\":2,\"offset\":77}")
                .contains("{\"name\":\"=1+1\",\"time\":null,\"value\":null,\"place\":null")
                .endsWith("],\"next\":\"/next\"}");
    }

    @Test
    void ndjsonIsOneObjectALine() throws IOException {
        String text = write(Format.NDJSON, RecordShape.of(View.class));
        assertThat(text.lines()).hasSize(2).allMatch(line -> line.startsWith("{\"name\"") && line.endsWith("}"));
    }

    @ParameterizedTest
    @EnumSource(
            value = Format.class,
            names = {"JSON", "NDJSON", "CSV"})
    void rowsAreNotSentOneByOne(Format format) throws IOException {
        Rows<View> rows = new Rows<>(
                RecordShape.of(View.class), Collections.nCopies(1_000, FULL).iterator(), null, null, null);
        int[] flushes = new int[1];
        RowsOutput.write(rows, format, null, new ByteArrayOutputStream() {
            @Override
            public void flush() {
                flushes[0]++;
            }
        });
        assertThat(flushes[0]).isLessThanOrEqualTo(1);
    }

    @Test
    void fieldsThatAreNotAskedForAreLeftOut() throws IOException {
        RecordShape<View> shape = RecordShape.of(View.class).without(Set.of("time", "place", "tests", "marks"));
        assertThat(write(Format.CSV, shape)).startsWith("name,value\n");
    }

    private static String write(Format format, RecordShape<View> shape) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Rows<View> rows =
                new Rows<>(shape, List.of(FULL, EMPTY).iterator(), Instant.parse("2026-05-01T12:00:00Z"), null, "next");
        RowsOutput.write(rows, format, "/next", out);
        return out.toString(StandardCharsets.UTF_8);
    }
}
