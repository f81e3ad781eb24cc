package org.metrobed.stream.decode;

import java.io.Serializable;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.metrobed.model.DeadLetter;
import org.metrobed.model.Redrive;
import org.metrobed.stream.catalog.CatalogInForce;
import org.metrobed.stream.catalog.CatalogNotice;
import org.metrobed.stream.catalog.CatalogNoticeFormat;
import org.metrobed.stream.catalog.CatalogSource;
import org.metrobed.stream.source.RawPartitions;
import org.metrobed.stream.source.RawRecord;
import org.metrobed.stream.source.RawRecordFormat;
import org.metrobed.stream.support.LogProgress;
import org.metrobed.stream.support.StateFormatType;
import org.metrobed.stream.support.Tracing;
import org.metrobed.topics.RawHeaders;
import org.metrobed.topics.RawKind;
import org.metrobed.tracing.MessageTracer;

/**
 * Decodes the messages of the raw log and finds the datastream of each reading, with the catalog in force when the
 * message was received. Not keyed; chained to the source.
 *
 * <p>State: the newest log time of each partition, and since when it has its keys ({@link LogTimes}); every subtask restores
 * those of all. No timers: the catalog is read again from its topic. If the catalog is not yet known up to the received time of a
 * message or heartbeat, the operator waits, which blocks the source: nothing is buffered, and the watermark cannot
 * pass a waiting message. Late and duplicate input is passed on unchanged. Side outputs: {@link #DEAD_LETTERS},
 * {@link #REDRIVES}, {@link #LIVENESS_SIGNALS}, {@link #SESSIONS} for {@link DecodeSessions}, and, from one partition
 * only, {@link #HEARTBEATS} and {@link #CATALOG_NOTICES}. Catalog notices are emitted again after a restart.
 */
public final class DecodeMessages extends ProcessFunction<RawRecord, Reading> implements CheckpointedFunction {

    private static final long serialVersionUID = 1L;

    /** Messages and readings that were refused. */
    public static final OutputTag<DeadLetter> DEAD_LETTERS =
            new OutputTag<>("dead-letters", new StateFormatType<>(new DeadLetterFormat()));

    /** Outcomes of redriven dead letters. */
    public static final OutputTag<Redrive> REDRIVES =
            new OutputTag<>("redrives", new StateFormatType<>(new RedriveFormat()));

    /** Liveness signals of gateways and things. */
    public static final OutputTag<LivenessSignal> LIVENESS_SIGNALS =
            new OutputTag<>("liveness-signals", new StateFormatType<>(new LivenessSignalFormat()));

    /** Messages whose decoder keeps a session per Kafka key. */
    public static final OutputTag<RawRecord> SESSIONS =
            new OutputTag<>("sessions", new StateFormatType<>(new RawRecordFormat()));

    /**
     * Heartbeats of ingest and records of its monitor. Each is in every partition; these are those of the first
     * partition.
     */
    public static final OutputTag<RawRecord> HEARTBEATS =
            new OutputTag<>("beats", new StateFormatType<>(new RawRecordFormat()));

    /** Alarms of the system. */
    public static final OutputTag<RawRecord> ALARMS =
            new OutputTag<>("alarms", new StateFormatType<>(new RawRecordFormat()));

    /** Changes of whether the newest record of the catalog topic is usable. */
    public static final OutputTag<CatalogNotice> CATALOG_NOTICES =
            new OutputTag<>("catalog-notices", new StateFormatType<>(new CatalogNoticeFormat()));

    private final CatalogSource source;
    private final RawPartitions.Check partitions;
    private final Serializable run;
    private final Tracing tracing;
    private transient MessageTracer tracer;
    private transient LogProgress progress;
    private transient LogTimes times;
    /** The restored divisions that {@link #progress} does not know yet, by partition. */
    private transient Map<Integer, Long> ahead;

    private transient ListState<LogTimes.OfPartition> savedTimes;
    private transient int noticesEmitted;
    private transient CatalogSource.OpenCatalog catalog;
    private transient MessageDecoding decoding;
    private transient SideOutputs out;

    /**
     * Not open.
     *
     * @param source of the catalog
     * @param partitions stops the job if it does not read all partitions
     * @param run the run whose {@link LogProgress} learns of divisions
     * @param tracing which messages are traced
     */
    public DecodeMessages(CatalogSource source, RawPartitions.Check partitions, Serializable run, Tracing tracing) {
        this.source = source;
        this.run = run;
        this.partitions = partitions;
        this.tracing = tracing;
    }

    @Override
    public void open(OpenContext open) {
        catalog = source.open();
        tracer = tracing.enter();
        out = new SideOutputs(getRuntimeContext().getMetricGroup());
        decoding = new MessageDecoding(out);
        getRuntimeContext()
                .getMetricGroup()
                .gauge("catalogRecordsSkipped", () -> catalog.timeline().skipped());
    }

    @Override
    public void processElement(RawRecord record, Context context, Collector<Reading> readings)
            throws InterruptedException {
        RawRecord message = switch (record.kind()) {
            case MONITOR -> record;
            case ALARM -> times.notBefore(record);
            default -> times.next(record);
        };
        if (!ahead.isEmpty()) {
            divideAgain(record);
        }
        if (message.kind() == RawKind.HEARTBEAT || message.kind() == RawKind.MONITOR) {
            if (message.partition() == 0) {
                heartbeat(message, context);
            }
            return;
        }
        if (message.kind() == RawKind.DIVISION) {
            partitions.require(RawHeaders.number(message.payload())); // before the watermark passes the record
            progress.divide(message.partition(), message.logMillis());
            return;
        }
        if (message.kind() == RawKind.ALARM) {
            context.output(ALARMS, message);
            return;
        }
        CatalogInForce inForce = catalog.timeline().at(message.logMillis());
        if (message.partition() == 0 && catalog.timeline().noticeCount() > noticesEmitted) {
            reportNotices(message.logMillis(), context);
        }
        out.begin(context::output, readings);
        decode(message, inForce);
    }

    private void decode(RawRecord message, CatalogInForce inForce) {
        if (!tracer.follows(message.partition(), message.offset())) {
            decoding.take(message, inForce);
            return;
        }
        long began = MessageTracer.nowMicros();
        decoding.take(message, inForce);
        tracer.ended(
                MessageTracer.Step.DECODE,
                new MessageTracer.Place(message.partition(), message.offset(), -1),
                began,
                Map.of("messaging.mqtt.topic", message.topic(), "metrobed.kind", kind(message)));
    }

    private static String kind(RawRecord message) {
        return message.kind().name().toLowerCase(Locale.ROOT);
    }

    /**
     * Tells of a restored division when the watermark of the partition has come to it again: watermarks are not restored,
     * and a partition that waits raises none. Monitor records and alarms have the clock of another part.
     */
    private void divideAgain(RawRecord record) {
        Long divided = ahead.get(record.partition());
        boolean raisesWatermark = record.kind() != RawKind.MONITOR && record.kind() != RawKind.ALARM;
        if (divided != null && raisesWatermark && record.logMillis() >= divided) {
            ahead.remove(record.partition());
            progress.divide(record.partition(), divided);
        }
    }

    private void heartbeat(RawRecord message, Context context) throws InterruptedException {
        context.output(HEARTBEATS, message);
        if (message.kind() == RawKind.MONITOR) {
            return; // during an ingest outage the catalog topic has no heartbeats either
        }
        reportNotices(message.logMillis(), context);
    }

    /** Reports what is due before the watermark passes its time, so that no answer was given without it. */
    private void reportNotices(long logMillis, Context context) throws InterruptedException {
        for (CatalogNotice notice : catalog.timeline().noticesUpTo(logMillis, noticesEmitted)) {
            context.output(CATALOG_NOTICES, notice);
            noticesEmitted++;
        }
    }

    @Override
    public void initializeState(FunctionInitializationContext context) throws Exception {
        times = new LogTimes();
        savedTimes = context.getOperatorStateStore()
                .getUnionListState(new ListStateDescriptor<>("log-times", new StateFormatType<>(new LogTimesFormat())));
        for (LogTimes.OfPartition saved : savedTimes.get()) {
            times.restore(saved);
        }
        progress = LogProgress.enter(run);
        ahead = new HashMap<>(times.ahead());
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) throws Exception {
        savedTimes.clear();
        for (LogTimes.OfPartition time : times.save()) {
            savedTimes.add(time);
        }
    }

    @Override
    public void close() {
        if (catalog != null) {
            catalog.close();
        }
        if (progress != null) {
            progress.leave();
        }
        if (tracer != null) {
            tracer.close();
        }
    }
}
