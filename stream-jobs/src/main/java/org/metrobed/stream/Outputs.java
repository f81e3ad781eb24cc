package org.metrobed.stream;

import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamSink;
import org.metrobed.analysis.quality.TestBits;
import org.metrobed.model.AlertEvent;
import org.metrobed.model.DeadLetter;
import org.metrobed.model.Liveness;
import org.metrobed.model.Observation;
import org.metrobed.model.Redrive;
import org.metrobed.model.window.WindowRevision;
import org.metrobed.store.RowWriters;
import org.metrobed.stream.sink.StoreSink;
import org.metrobed.stream.sink.TopicSink;
import org.metrobed.stream.sink.TracedRows;
import org.metrobed.stream.support.Tracing;
import org.metrobed.topics.Outgoing;
import org.metrobed.topics.Topics;

/**
 * Attaches the sinks of each kind of result: the table, and the topic to which results are published. After a restore a
 * topic receives some records twice; readers detect duplicates by key and revision.
 */
final class Outputs {

    private static final int BATCH_ROWS = 20_000;
    private static final long LINGER_MILLIS = 200;

    private final PipelineConfig config;
    private final String suffix;
    private final StoreSink.Target target;

    /**
     * @param suffix of the sinks' names, for a second set of sinks: two streams into one sink would break the operator
     *     chain
     */
    Outputs(PipelineConfig config, String suffix) {
        this.config = config;
        this.suffix = suffix;
        this.target = target(config);
    }

    /** Where all sinks of a pipeline store rows. */
    static StoreSink.Target target(PipelineConfig config) {
        return new StoreSink.Target(config.database(), config.writeMode(), Pipeline.VERSION, BATCH_ROWS, LINGER_MILLIS);
    }

    /** The messages that a pipeline traces. */
    static Tracing tracing(PipelineConfig config) {
        return new Tracing(
                config.trace(), new Topics(config.topicPrefix()).raw().name());
    }

    /** Observations. Duplicates and observations beyond the deduplication retention are stored, but not published. */
    void observations(DataStream<Observation> rows) {
        store(rows, "observations", RowWriters::observations, TracedRows.observations(tracing(config)));
        if (config.publish()) {
            String prefix = config.topicPrefix();
            publish(
                    rows.filter(row -> !TestBits.has(row.tests(), TestBits.DUPLICATE | TestBits.BEYOND_RETENTION))
                            .uid("choose-published-observations" + suffix)
                            .name("choose published observations" + suffix),
                    "observations",
                    () -> new Topics(prefix).observations());
        }
    }

    /** Window revisions: all are published, some of them stored. */
    void windows(DataStream<WindowRevision> stored, DataStream<WindowRevision> rows) {
        store(stored, "windows", RowWriters::windows);
        if (config.publish()) {
            String prefix = config.topicPrefix();
            publish(rows, "windows", () -> new Topics(prefix).windows());
        }
    }

    /** Alert events. */
    void alerts(DataStream<AlertEvent> rows) {
        alerts(rows, config.parallelism());
    }

    /** Alert events that are rare, by one subtask. */
    void rareAlerts(DataStream<AlertEvent> rows) {
        alerts(gathered(rows, "alerts"), 1);
    }

    private void alerts(DataStream<AlertEvent> rows, int subtasks) {
        store(rows, "alerts", RowWriters::alertEvents).setParallelism(subtasks);
        if (config.publish()) {
            String prefix = config.topicPrefix();
            publish(rows, "alerts", () -> new Topics(prefix).alerts()).setParallelism(subtasks);
        }
    }

    /** Dead letters, by one subtask: they are rare. */
    void deadLetters(DataStream<DeadLetter> rows) {
        DataStream<DeadLetter> gathered = gathered(rows, "deadletters");
        store(gathered, "deadletters", RowWriters::deadLetters).setParallelism(1);
        if (config.publish()) {
            String prefix = config.topicPrefix();
            publish(gathered, "deadletters", () -> new Topics(prefix).deadLetters())
                    .setParallelism(1);
        }
    }

    /** Outcomes of redriven dead letters. */
    void redrives(DataStream<Redrive> rows) {
        store(rows, "redrives", RowWriters::redrives).setParallelism(1);
    }

    /** Liveness of gateways and things. */
    void liveness(DataStream<Liveness> rows) {
        store(rows, "liveness", RowWriters::liveness);
    }

    /** Commands that ingest sends. No sink is attached if results are not published, as in a rebuild. */
    void commands(DataStream<Outgoing> rows) {
        if (config.publish()) {
            String prefix = config.topicPrefix();
            publish(rows, "commands", () -> new Topics(prefix).commands());
        }
    }

    /** One subtask before two sinks, so that both are in its task. */
    private <T> DataStream<T> gathered(DataStream<T> rows, String kind) {
        String name = kind + suffix;
        return rows.map(row -> row, rows.getType())
                .uid("gather-" + name)
                .name("gather " + name)
                .setParallelism(1);
    }

    private <T> DataStreamSink<T> store(DataStream<T> rows, String kind, StoreSink.Table<T> table) {
        return store(rows, kind, table, TracedRows.none());
    }

    private <T> DataStreamSink<T> store(
            DataStream<T> rows, String kind, StoreSink.Table<T> table, TracedRows<T> traced) {
        String name = kind + suffix;
        return rows.sinkTo(new StoreSink<>(name, table, target, traced))
                .uid("store-" + name)
                .name("store " + name);
    }

    private <T> DataStreamSink<T> publish(DataStream<T> rows, String kind, TopicSink.TopicOf<T> topic) {
        String name = kind + suffix;
        return rows.sinkTo(new TopicSink<>(topic, config.kafkaBootstrap()))
                .uid("publish-" + name)
                .name("publish " + name);
    }
}
