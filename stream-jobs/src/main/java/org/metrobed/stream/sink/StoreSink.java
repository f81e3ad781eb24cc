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
 * Appends rows to one table of the database. The rows of all sinks in a process are stored by one {@link StoreWriter},
 * in one transaction with the progress of the sinks. Before each checkpoint the sink waits until its rows are stored. So
 * a restored job repeats rows but loses none; the store distinguishes duplicates from changes.
 */
public final class StoreSink<T> implements Sink<T> {

    private static final long serialVersionUID = 1L;

    /** Makes the writer of a table; sent to the tasks with the job. */
    public interface Table<T> extends Supplier<RowWriter<T>>, Serializable {}

    /**
     * The database and how rows are written to it.
     *
     * @param database the database
     * @param mode COPY, or arrays for servers without COPY
     * @param pipelineVersion stored with each row
     * @param batchRows largest number of rows of a subtask that wait
     * @param lingerMillis longest time that a row waits for the next transaction, milliseconds
     */
    public record Target(
            DatabaseConfig database, WriteMode mode, String pipelineVersion, int batchRows, long lingerMillis)
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
    private final TracedRows<T> traced;

    /**
     * @param name of the progress records, unique in a deployment
     * @param traced which rows are steps of a traced message
     */
    public StoreSink(String name, Table<T> table, Target target, TracedRows<T> traced) {
        this.name = name;
        this.table = table;
        this.target = target;
        this.traced = traced;
    }

    @Override
    public SinkWriter<T> createWriter(WriterInitContext context) {
        return new StoreSinkWriter<>(name, table.get(), target, traced, context);
    }
}
