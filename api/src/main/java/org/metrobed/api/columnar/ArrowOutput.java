package org.metrobed.api.columnar;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Iterator;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.TimeStampMicroTZVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowStreamWriter;

/** Writes a table as an Arrow IPC stream, in batches, in bounded memory. Static functions only. */
public final class ArrowOutput {

    /** Most rows of a batch. */
    private static final int BATCH_ROWS = 4_096;
    /** Most values of a batch: the more columns, the fewer rows. */
    private static final int BATCH_VALUES = 1 << 18;
    /** A batch ends with the row in which its texts reach so many bytes. */
    private static final long BATCH_TEXT_BYTES = 2L << 20;

    /** Most memory of one table, bytes; buffers double when they grow. */
    static final long TABLE_BYTES = 32L << 20;
    /** Most memory of all tables, bytes. */
    static final long ALL_BYTES = 8 * TABLE_BYTES;

    private static final BufferAllocator MEMORY = new RootAllocator(ALL_BYTES);

    private ArrowOutput() {}

    /** Writes a table and leaves the stream open. If the rows break off, the stream has no end, so that it does not look whole. */
    public static void write(ColumnTable table, OutputStream out) throws IOException {
        Breakable target = new Breakable(out);
        try (BufferAllocator memory = MEMORY.newChildAllocator("table", 0, TABLE_BYTES);
                VectorSchemaRoot root = VectorSchemaRoot.create(ArrowSchemas.of(table), memory);
                ArrowStreamWriter writer = new ArrowStreamWriter(root, null, Channels.newChannel(target))) {
            writer.start();
            try {
                Iterator<?> rows = table.rows();
                while (rows.hasNext()) {
                    fill(root, table.columns(), rows);
                    writer.writeBatch();
                }
            } catch (RuntimeException | IOException e) {
                target.breakOff();
                throw e;
            }
        }
    }

    /** Memory of all tables that are being written, bytes. */
    static long usedBytes() {
        return MEMORY.getAllocatedMemory();
    }

    /** The most rows of a batch of so many columns. */
    private static int most(int columns) {
        return Math.max(1, Math.min(BATCH_ROWS, BATCH_VALUES / Math.max(1, columns)));
    }

    private static void fill(VectorSchemaRoot root, List<TableColumn> columns, Iterator<?> rows) {
        int most = most(columns.size());
        for (FieldVector vector : root.getFieldVectors()) {
            vector.reset();
            vector.setInitialCapacity(most);
        }
        int count = 0;
        for (long textBytes = 0; count < most && textBytes < BATCH_TEXT_BYTES && rows.hasNext(); count++) {
            textBytes += setRow(root, columns, count, rows.next());
        }
        for (FieldVector vector : root.getFieldVectors()) {
            vector.setValueCount(count);
        }
        root.setRowCount(count);
    }

    /** Sets the values of a row and returns the bytes of its texts. */
    private static long setRow(VectorSchemaRoot root, List<TableColumn> columns, int row, Object view) {
        long textBytes = 0;
        for (int i = 0; i < columns.size(); i++) {
            FieldVector vector = root.getVector(i);
            Object value = columns.get(i).value().apply(view);
            if (value == null) {
                vector.setNull(row);
            } else if (vector instanceof VarCharVector texts) {
                byte[] text = ((String) value).getBytes(StandardCharsets.UTF_8);
                texts.setSafe(row, text);
                textBytes += text.length;
            } else {
                set(vector, row, value);
            }
        }
        return textBytes;
    }

    private static void set(FieldVector vector, int row, Object value) {
        if (vector instanceof TimeStampMicroTZVector times) {
            times.setSafe(row, micros((Instant) value));
        } else if (vector instanceof BigIntVector wholes) {
            wholes.setSafe(row, ((Number) value).longValue());
        } else if (vector instanceof Float8Vector numbers) {
            numbers.setSafe(row, (Double) value);
        } else {
            ((BitVector) vector).setSafe(row, (Boolean) value ? 1 : 0);
        }
    }

    /** Microseconds since 1970 UTC. */
    static long micros(Instant time) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, time);
    }
}
