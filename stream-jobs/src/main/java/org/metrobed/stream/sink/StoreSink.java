package org.metrobed.stream.sink;

import java.io.Serializable;
import java.util.Objects;
import java.util.function.Supplier;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.metrobed.store.DatabaseConfig;
import org.metrobed.store.write.RowWriter;
import org.metrobed.store.write.WriteMode;

/**
 * Appends rows to one table of the database, in batches, each in one transaction together with the progress of the subtask.
 * Flushes before each checkpoint, so that a restored job repeats rows but loses none; the store tells repeats from
 * differences.
 */
public final class StoreSink<T> implements Sink<T> {

    private static final long serialVersionUID = 1L;

    /** Makes the writer of a table; sent to the tasks with the job. */
    public interface Table<T> extends Supplier<RowWriter<T>>, Serializable {}

    /**
     * Where and how rows are written.
     *
     * @param database which
     * @param mode by COPY, or for servers without it by arrays
     * @param pipelineVersion written beside each row
     * @param batchRows rows of a transaction at most
     * @param lingerMillis how long a row waits for others at most, milliseconds
     * @param patienceMillis how long a lost database is waited for before the task fails, milliseconds
     */
    public record Target(
            DatabaseConfig database,
            WriteMode mode,
            String pipelineVersion,
            int batchRows,
            long lingerMillis,
            long patienceMillis)
            implements Serializable {
        private static final long serialVersionUID = 1L;

        public Target {
            Objects.requireNonNull(database, "database");
            Objects.requireNonNull(mode, "mode");
            Objects.requireNonNull(pipelineVersion, "pipelineVersion");
        }
    }

    private final String name;
    private final Table<T> table;
    private final Target target;

    /** @param name under which progress is kept, unique in a deployment */
    public StoreSink(String name, Table<T> table, Target target) {
        this.name = name;
        this.table = table;
        this.target = target;
    }

    @Override
    public SinkWriter<T> createWriter(WriterInitContext context) {
        return new StoreSinkWriter<>(name, table.get(), target, context);
    }
}
