package org.metrobed.stream.decode;

import java.util.Comparator;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.metrobed.stream.catalog.CatalogSource;
import org.metrobed.stream.source.RawRecord;
import org.metrobed.stream.source.RawRecordFormat;
import org.metrobed.stream.support.KeyTimer;
import org.metrobed.stream.support.StateFormatType;
import org.metrobed.stream.support.WaitingForLog;
import org.metrobed.topics.Outgoing;

/**
 * Decodes messages whose decoder remembers earlier ones, such as Sparkplug's births. Keyed by the Kafka key, which the
 * binding chooses so that the messages of a session are in one partition, in order.
 *
 * <p>State: one {@link SessionState}, as large as the decoder's session, which is bounded. Timers: one per key, to
 * clear the state after 30 days of log time without a message. Late and duplicate input is passed on unchanged. If the
 * key may have been in another partition, messages are held until the watermark has passed the first one since then; each
 * log time with held messages has a timer. Opens the catalog when the first message comes. Side outputs: those of {@link DecodeMessages}, and {@link #COMMANDS}.
 */
public final class DecodeSessions extends KeyedProcessFunction<String, RawRecord, Reading> {

    private static final long serialVersionUID = 1L;

    /** Messages that decoders ask to send. */
    public static final OutputTag<Outgoing> COMMANDS =
            new OutputTag<>("commands", new StateFormatType<>(new OutgoingFormat()));

    private static final Comparator<RawRecord> LOG_ORDER =
            Comparator.comparingInt(RawRecord::partition).thenComparingLong(RawRecord::offset);

    private final CatalogSource source;
    private transient CatalogSource.OpenCatalog catalog;
    private transient MessageDecoding decoding;
    private transient SideOutputs out;
    private transient ValueState<SessionState> states;
    private transient WaitingForLog<RawRecord> held;

    /** @param source of the catalog */
    public DecodeSessions(CatalogSource source) {
        this.source = source;
    }

    @Override
    public void open(OpenContext open) {
        states = getRuntimeContext()
                .getState(new ValueStateDescriptor<>("session", new StateFormatType<>(new SessionStateFormat())));
        held = new WaitingForLog<>(getRuntimeContext(), "held", new RawRecordFormat(), RawRecord::logMillis, LOG_ORDER);
        out = new SideOutputs(getRuntimeContext().getMetricGroup());
        decoding = new MessageDecoding(out);
    }

    @Override
    public void processElement(RawRecord message, Context context, Collector<Reading> readings) throws Exception {
        SessionState state = states.value() == null ? new SessionState() : states.value();
        long ordered = message.orderedFromMillis();
        if (ordered != Reading.ALWAYS && (ordered > state.lastMillis || !held.isEmpty())) {
            held.add(message, context.timerService());
            return;
        }
        out.begin(context::output, readings);
        take(state, message);
        schedule(state, context.timerService());
        states.update(state);
    }

    private void take(SessionState state, RawRecord message) throws InterruptedException {
        if (catalog == null) {
            catalog = source.open();
        }
        state.lastMillis = Math.max(state.lastMillis, message.logMillis());
        decoding.take(message, catalog.timeline().at(message.logMillis()), state);
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<Reading> readings) throws Exception {
        List<RawRecord> due = held.take(timestamp);
        SessionState state = states.value();
        if (due.isEmpty() && (KeyTimer.isEndOfRun(context.timerService()) || state == null)) {
            return;
        }
        state = state == null ? new SessionState() : state;
        if (timestamp == state.timerMillis) {
            state.timerMillis = KeyTimer.NONE;
        }
        out.begin(context::output, readings);
        for (RawRecord message : due) {
            take(state, message);
        }
        if (!due.isEmpty()) {
            long taken = state.lastMillis;
            for (RawRecord message : held.takeAll(waiting -> waiting.orderedFromMillis() <= taken)) {
                take(state, message);
            }
        }
        if (due.isEmpty() && state.lastMillis + KeyTimer.FORGET_MILLIS <= timestamp) {
            states.clear();
            return;
        }
        schedule(state, context.timerService());
        states.update(state);
    }

    private static void schedule(SessionState state, TimerService timers) {
        state.timerMillis = KeyTimer.keep(timers, state.timerMillis, state.lastMillis + KeyTimer.FORGET_MILLIS);
    }

    @Override
    public void close() {
        if (catalog != null) {
            catalog.close();
        }
    }
}
