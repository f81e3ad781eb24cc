package org.metrobed.api.columnar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.metrobed.api.columnar.TableColumn.Kind;

/** {@link ArrowOutput} and {@link ParquetOutput}: what was written is read back, in constant memory. */
class ColumnarTest {

    private static final Instant TIME = Instant.parse("2026-05-01T12:00:00.000001Z");
    private static final List<Object> FULL = List.of("Küche, \"Süd\"", TIME, 7L, -0.25, true);
    private static final List<Object> EMPTY = Arrays.asList(null, null, null, null, null);
    private static final List<TableColumn> COLUMNS = List.of(
            column(0, "name", Kind.TEXT, ""),
            column(1, "time", Kind.TIME, ""),
            column(2, "count", Kind.WHOLE, "1"),
            column(3, "mean", Kind.NUMBER, "ug/m3"),
            column(4, "late", Kind.TRUTH, ""));
    private static final Map<String, String> METADATA = Map.of("as_of", "2026-05-01T12:20:00Z", "license", "CC-BY-4.0");

    private static TableColumn column(int index, String name, Kind kind, String unit) {
        return new TableColumn(name, kind, "what it is", unit, row -> ((List<?>) row).get(index));
    }

    @Test
    void arrowIsReadBackWithUnitsAndMetadata() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ArrowOutput.write(table(List.of(FULL, EMPTY)), out);
        check(ReadBack.arrow(out.toByteArray()));
        assertThat(ReadBack.arrow(out.toByteArray()).units())
                .containsEntry("mean", "ug/m3")
                .containsEntry("name", "");
    }

    @Test
    void parquetIsReadBackWithMetadata() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ParquetOutput.write(table(List.of(FULL, EMPTY)), out);
        check(ReadBack.parquet(out.toByteArray()));
    }

    private static void check(ReadBack read) {
        assertThat(read.rows())
                .containsExactly(
                        List.of("name", "time", "count", "mean", "late"),
                        List.of("Küche, \"Süd\"", "2026-05-01T12:00:00.000001Z", "7", "-0.25", "true"),
                        List.of("", "", "", "", ""));
        assertThat(read.metadata()).containsAllEntriesOf(METADATA);
    }

    @Test
    void tableWithoutRowsHasItsColumns() throws IOException {
        ByteArrayOutputStream arrow = new ByteArrayOutputStream();
        ArrowOutput.write(table(List.of()), arrow);
        ByteArrayOutputStream parquet = new ByteArrayOutputStream();
        ParquetOutput.write(table(List.of()), parquet);
        assertThat(ReadBack.arrow(arrow.toByteArray()).rows()).hasSize(1);
        assertThat(ReadBack.parquet(parquet.toByteArray()).rows()).hasSize(1);
    }

    @Test
    void batchesHaveAllRowsInOrder() throws IOException {
        for (Writer writer : List.<Writer>of(ArrowOutput::write, ParquetOutput::write)) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            writer.write(numbers(10_001), out);
            List<List<String>> rows = (out.toByteArray()[0] == 'P'
                            ? ReadBack.parquet(out.toByteArray())
                            : ReadBack.arrow(out.toByteArray()))
                    .rows();
            assertThat(rows).hasSize(10_002);
            assertThat(rows.get(4_097)).containsExactly("4096");
            assertThat(rows.get(10_001)).containsExactly("10000");
        }
    }

    @Test
    void arrowGivesMemoryBackAlsoIfTheReaderLeaves() {
        OutputStream gone = new OutputStream() {
            @Override
            public void write(int one) throws IOException {
                throw new IOException("gone");
            }
        };
        assertThatThrownBy(() -> ArrowOutput.write(numbers(10_000), gone)).isInstanceOf(IOException.class);
        assertThat(ArrowOutput.usedBytes()).isZero();
    }

    /** As of a wide table of a thousand datastreams, and of long messages. */
    @Test
    void arrowHoldsBatchesOfBoundedMemory() throws IOException {
        List<TableColumn> wide = IntStream.range(0, 5_000)
                .mapToObj(i -> new TableColumn("c" + i, Kind.NUMBER, "", "", row -> 0.5))
                .toList();
        String message = "m".repeat(50_000);
        List<TableColumn> texts = List.of(new TableColumn("message", Kind.TEXT, "", "", row -> message));
        for (ColumnTable table : List.of(rows(wide, 3_000), rows(texts, 3_000))) {
            Peak peak = new Peak();
            ArrowOutput.write(table, peak);
            assertThat(peak.bytes).isPositive().isLessThanOrEqualTo(ArrowOutput.TABLE_BYTES / 2);
        }
        assertThat(ArrowOutput.ALL_BYTES).isLessThanOrEqualTo(256L << 20);
    }

    private static ColumnTable rows(List<TableColumn> columns, int count) {
        return new ColumnTable(
                columns, Map.of(), IntStream.range(0, count).boxed().iterator());
    }

    /** The most memory while it is written to. */
    private static final class Peak extends OutputStream {

        private long bytes;

        @Override
        public void write(int one) {
            bytes = Math.max(bytes, ArrowOutput.usedBytes());
        }

        @Override
        public void write(byte[] many, int offset, int count) {
            write(0);
        }
    }

    /** {@link Breakable}: what a reader saves after a failure must not be taken for the whole. */
    @Test
    void rowsThatBreakOffGiveNoEnd() {
        for (Writer writer : List.<Writer>of(ArrowOutput::write, ParquetOutput::write)) {
            Iterator<Integer> rows = IntStream.range(0, 10_000).boxed().iterator();
            Iterator<Integer> failing = new Iterator<>() {
                @Override
                public boolean hasNext() {
                    return true;
                }

                @Override
                public Integer next() {
                    if (!rows.hasNext()) {
                        throw new IllegalStateException("the list ended early");
                    }
                    return rows.next();
                }
            };
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            ColumnTable table = new ColumnTable(
                    List.of(new TableColumn("number", Kind.WHOLE, "", "", Function.identity())), Map.of(), failing);
            assertThatThrownBy(() -> writer.write(table, out)).hasMessage("the list ended early");
            String bytes = out.toString(StandardCharsets.ISO_8859_1);
            assertThat(bytes).isNotEmpty().doesNotEndWith("\u00ff\u00ff\u00ff\u00ff\0\0\0\0");
            assertThat(bytes.substring(4)).as("after the mark at the start").doesNotEndWith("PAR1");
        }
        assertThat(ArrowOutput.usedBytes()).isZero();
    }

    private interface Writer {
        void write(ColumnTable table, OutputStream out) throws IOException;
    }

    private static ColumnTable numbers(int count) {
        Iterator<Integer> rows = IntStream.range(0, count).boxed().iterator();
        return new ColumnTable(
                List.of(new TableColumn("number", Kind.WHOLE, "", "", Function.identity())), Map.of(), rows);
    }

    private static ColumnTable table(List<List<Object>> rows) {
        return new ColumnTable(COLUMNS, METADATA, rows.iterator());
    }
}
