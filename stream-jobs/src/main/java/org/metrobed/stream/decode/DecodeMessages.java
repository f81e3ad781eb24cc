package org.metrobed.stream.decode;

import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.metrobed.core.model.DeadLetter;
import org.metrobed.stream.catalog.CatalogSource;
import org.metrobed.stream.source.RawRecord;
import org.metrobed.stream.support.FormType;
import org.metrobed.wire.topic.RawKind;

/**
 * Decodes the messages of the raw log and finds the datastream of each reading, by the catalog in force when the message
 * was received. Not keyed; chained to the source.
 *
 * <p>No state and no timers: the catalog is read anew from its topic. While the catalog is not known up to a message's
 * received time the operator waits, which holds the source: nothing is buffered, and the watermark cannot pass what waits.
 * Late and repeated input goes on unchanged. Side output: {@link #DEAD_LETTERS}.
 */
public final class DecodeMessages extends ProcessFunction<RawRecord, Reading> {

    private static final long serialVersionUID = 1L;

    /** What could not become a reading. */
    public static final OutputTag<DeadLetter> DEAD_LETTERS =
            new OutputTag<>("dead-letters", new FormType<>(new DeadLetterForm()));

    private final CatalogSource source;
    private transient CatalogSource.OpenCatalog catalog;
    private transient MessageDecoding decoding;
    private transient Collector<Reading> readings;
    private transient Context context;
    private transient Counter messages;
    private transient Counter refused;

    /** @param source where the catalog comes from */
    public DecodeMessages(CatalogSource source) {
        this.source = source;
    }

    @Override
    public void open(OpenContext open) {
        catalog = source.open();
        messages = getRuntimeContext().getMetricGroup().counter("messages");
        refused = getRuntimeContext().getMetricGroup().counter("deadLetters");
        decoding = new MessageDecoding(reading -> readings.collect(reading), letter -> {
            refused.inc();
            context.output(DEAD_LETTERS, letter);
        });
    }

    @Override
    public void processElement(RawRecord message, Context ctx, Collector<Reading> out) throws InterruptedException {
        if (message.kind() == RawKind.HEARTBEAT) {
            return;
        }
        messages.inc();
        readings = out;
        context = ctx;
        decoding.take(message, catalog.timeline().at(message.receivedMillis()));
    }

    @Override
    public void close() {
        if (catalog != null) {
            catalog.close();
        }
    }
}
