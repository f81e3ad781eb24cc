package org.metrobed.api.columnar;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
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

/** Writes a table as an Arrow IPC stream, in batches, in constant memory. Static functions only. */
public final class ArrowOutput {

    private static final int BATCH = 4_096;
    private static final BufferAllocator MEMORY = new RootAllocator();

    private ArrowOutput() {}

    /** Writes a table and leaves the stream open. If the rows break off, the stream has no end, so that it does not look whole. */
    public static void write(ColumnTable table, OutputStream out) throws IOException {
        Breakable target = new Breakable(out);
        try (VectorSchemaRoot root = VectorSchemaRoot.create(ArrowSchemas.of(table), MEMORY);
                ArrowStreamWriter writer = new ArrowStreamWriter(root, null, Channels.newChannel(target))) {
            writer.start();
            try {
                Iterator<?> rows = table.rows();
                while (rows.hasNext()) {
                    fill(root, table.columns(), next(rows));
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

    private static List<Object> next(Iterator<?> rows) {
        List<Object> batch = new ArrayList<>();
        while (batch.size() < BATCH && rows.hasNext()) {
            batch.add(rows.next());
        }
        return batch;
    }

    private static void fill(VectorSchemaRoot root, List<TableColumn> columns, List<Object> rows) {
        for (int i = 0; i < columns.size(); i++) {
            FieldVector vector = root.getVector(i);
            vector.reset();
            vector.setInitialCapacity(rows.size());
            TableColumn column = columns.get(i);
            for (int row = 0; row < rows.size(); row++) {
                Object value = column.value().apply(rows.get(row));
                if (value == null) {
                    vector.setNull(row);
                } else {
                    set(vector, row, value);
                }
            }
            vector.setValueCount(rows.size());
        }
        root.setRowCount(rows.size());
    }

    private static void set(FieldVector vector, int row, Object value) {
        if (vector instanceof VarCharVector texts) {
            texts.setSafe(row, ((String) value).getBytes(StandardCharsets.UTF_8));
        } else if (vector instanceof TimeStampMicroTZVector times) {
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
