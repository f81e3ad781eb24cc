package org.metrobed.stream.sink;

import java.io.IOException;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.metrobed.store.write.RowWriter;
import org.metrobed.stream.support.LogProgress;
import org.metrobed.tracing.MessageTracer;

/**
 * One subtask of a {@link StoreSink}. Its rows wait in a {@link WaitingRows} until the {@link StoreWriter} of the
 * process has stored them. Used by the task's thread only.
 */
final class StoreSinkWriter<T> implements SinkWriter<T> {

    private final StoreWriter writer;
    private final WaitingRows<T> rows;
    private final LogProgress progress;
    private final TracedRows.RowStep<T> step;
    private final MessageTracer tracer;

    StoreSinkWriter(
            String name, RowWriter<T> table, StoreSink.Target target, TracedRows<T> traced, WriterInitContext context) {
        this.writer = StoreWriter.enter(target);
        this.progress = LogProgress.enter(target);
        this.step = traced.step();
        this.tracer = traced.tracing().enter();
        this.rows = writer.add(
                name,
                context.getTaskInfo().getIndexOfThisSubtask(),
                context.getTaskInfo().getNumberOfParallelSubtasks(),
                table,
                new RowCounters(context.metricGroup()));
    }

    @Override
    public void write(T row, Context context) throws IOException, InterruptedException {
        long began = tracer.isOn() ? MessageTracer.nowMicros() : 0;
        rows.add(row);
        if (tracer.isOn()) {
            step.apply(row)
                    .filter(of ->
                            tracer.follows(of.place().partition(), of.place().offset()))
                    .ifPresent(of -> rows.whenStored(
                            () -> tracer.ended(MessageTracer.Step.STORE, of.place(), began, of.attributes())));
        }
    }

    @Override
    public void writeWatermark(Watermark mark) throws IOException {
        if (mark.getTimestamp() != Long.MAX_VALUE) {
            rows.reach(mark.getTimestamp());
            progress.reach(mark.getTimestamp());
        }
    }

    /** Returns when the rows are stored. The progress of the watermark may follow later. */
    @Override
    public void flush(boolean endOfInput) throws IOException, InterruptedException {
        rows.awaitStored();
    }

    @Override
    public void close() {
        progress.leave();
        writer.leave(rows);
        tracer.close();
    }
}
