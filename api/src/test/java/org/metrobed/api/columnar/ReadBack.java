package org.metrobed.api.columnar;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.ipc.ArrowStreamReader;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.convert.GroupRecordConverter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.DelegatingSeekableInputStream;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.RecordReader;
import org.apache.parquet.io.SeekableInputStream;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;

/**
 * A table as the readers of Arrow and Parquet see it, with cells as in CSV.
 *
 * @param rows the header first
 * @param metadata of the table
 * @param units by column
 */
public record ReadBack(List<List<String>> rows, Map<String, String> metadata, Map<String, String> units) {

    /** Reads an Arrow stream. */
    public static ReadBack arrow(byte[] bytes) throws IOException {
        try (RootAllocator memory = new RootAllocator();
                ArrowStreamReader reader = new ArrowStreamReader(new ByteArrayInputStream(bytes), memory)) {
            List<Field> fields = reader.getVectorSchemaRoot().getSchema().getFields();
            List<List<String>> rows = new ArrayList<>();
            rows.add(fields.stream().map(Field::getName).toList());
            while (reader.loadNextBatch()) {
                for (int row = 0; row < reader.getVectorSchemaRoot().getRowCount(); row++) {
                    List<String> cells = new ArrayList<>();
                    for (FieldVector vector : reader.getVectorSchemaRoot().getFieldVectors()) {
                        Object value = vector.getObject(row);
                        boolean time = vector instanceof org.apache.arrow.vector.TimeStampMicroTZVector;
                        cells.add(time && value != null ? time((Long) value) : cell(value));
                    }
                    rows.add(cells);
                }
            }
            Map<String, String> units = new LinkedHashMap<>();
            fields.forEach(
                    field -> units.put(field.getName(), field.getMetadata().getOrDefault("unit", "")));
            return new ReadBack(rows, reader.getVectorSchemaRoot().getSchema().getCustomMetadata(), units);
        }
    }

    /** Reads a Parquet file. */
    public static ReadBack parquet(byte[] bytes) throws IOException {
        ParquetReadOptions options =
                ParquetReadOptions.builder(new PlainParquetConfiguration()).build();
        try (ParquetFileReader reader = ParquetFileReader.open(new Bytes(bytes), options)) {
            MessageType schema = reader.getFileMetaData().getSchema();
            List<List<String>> rows = new ArrayList<>();
            rows.add(schema.getFields().stream().map(Type::getName).toList());
            for (PageReadStore group = reader.readNextRowGroup(); group != null; group = reader.readNextRowGroup()) {
                RecordReader<Group> records = new ColumnIOFactory()
                        .getColumnIO(schema)
                        .getRecordReader(group, new GroupRecordConverter(schema));
                for (long row = 0; row < group.getRowCount(); row++) {
                    rows.add(cells(schema, records.read()));
                }
            }
            return new ReadBack(rows, reader.getFileMetaData().getKeyValueMetaData(), Map.of());
        }
    }

    private static List<String> cells(MessageType schema, Group row) {
        List<String> cells = new ArrayList<>();
        for (int i = 0; i < schema.getFieldCount(); i++) {
            if (row.getFieldRepetitionCount(i) == 0) {
                cells.add("");
            } else if (schema.getType(i).getLogicalTypeAnnotation() instanceof TimestampLogicalTypeAnnotation) {
                cells.add(time(row.getLong(i, 0)));
            } else {
                cells.add(row.getValueToString(i, 0));
            }
        }
        return cells;
    }

    private static String cell(Object value) {
        return value instanceof LocalDateTime time
                ? time.toInstant(ZoneOffset.UTC).toString()
                : value == null ? "" : value.toString();
    }

    private static String time(long micros) {
        return org.metrobed.api.http.Moments.format(Instant.EPOCH.plus(micros, ChronoUnit.MICROS));
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Bytes(byte[] bytes) implements InputFile {

        @Override
        public long getLength() {
            return bytes.length;
        }

        @Override
        public SeekableInputStream newStream() {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            return new DelegatingSeekableInputStream(new Input(buffer)) {
                @Override
                public long getPos() {
                    return buffer.position();
                }

                @Override
                public void seek(long position) {
                    buffer.position((int) position);
                }
            };
        }
    }

    private static final class Input extends java.io.InputStream {

        private final ByteBuffer buffer;

        Input(ByteBuffer buffer) {
            this.buffer = buffer;
        }

        @Override
        public int read() {
            return buffer.hasRemaining() ? buffer.get() & 0xff : -1;
        }

        @Override
        public int read(byte[] into, int offset, int count) {
            if (!buffer.hasRemaining()) {
                return -1;
            }
            int read = Math.min(count, buffer.remaining());
            buffer.get(into, offset, read);
            return read;
        }
    }
}
