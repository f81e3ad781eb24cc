package org.metrobed.stream.decode;

import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.metrobed.stream.catalog.CatalogSource;
import org.metrobed.stream.source.RawRecord;
import org.metrobed.stream.support.KeyTimer;
import org.metrobed.stream.support.StateFormatType;
import org.metrobed.topics.Outgoing;

/**
 * Decodes messages whose decoder remembers earlier ones, such as Sparkplug's births. Keyed by the Kafka key, which the
 * binding chooses so that the messages of a session are in one partition, in order.
 *
 * <p>State: one {@link SessionState}, as large as the decoder's session, which is bounded. Timers: one per key, to
 * clear the state after 30 days of log time without a message. Late and duplicate input is passed on unchanged. Opens
 * the catalog when the first message comes. Side outputs: those of {@link DecodeMessages}, and {@link #COMMANDS}.
 */
public final class DecodeSessions extends KeyedProcessFunction<String, RawRecord, Reading> {

    private static final long serialVersionUID = 1L;

    /** Messages that decoders ask to send. */
    public static final OutputTag<Outgoing> COMMANDS =
            new OutputTag<>("commands", new StateFormatType<>(new OutgoingFormat()));

    private final CatalogSource source;
    private transient CatalogSource.OpenCatalog catalog;
    private transient MessageDecoding decoding;
    private transient SideOutputs out;
    private transient ValueState<SessionState> states;

    /** @param source of the catalog */
    public DecodeSessions(CatalogSource source) {
        this.source = source;
    }

    @Override
    public void open(OpenContext open) {
        states = getRuntimeContext()
                .getState(new ValueStateDescriptor<>("session", new StateFormatType<>(new SessionStateFormat())));
        out = new SideOutputs(getRuntimeContext().getMetricGroup());
        decoding = new MessageDecoding(out);
    }

    @Override
    public void processElement(RawRecord message, Context context, Collector<Reading> readings) throws Exception {
        if (catalog == null) {
            catalog = source.open();
        }
        SessionState state = states.value() == null ? new SessionState() : states.value();
        state.lastMillis = Math.max(state.lastMillis, message.logMillis());
        state.timerMillis =
                KeyTimer.keep(context.timerService(), state.timerMillis, state.lastMillis + KeyTimer.FORGET_MILLIS);
        out.begin(context::output, readings);
        decoding.take(message, catalog.timeline().at(message.logMillis()), state);
        states.update(state);
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<Reading> readings) throws Exception {
        SessionState state = states.value();
        if (KeyTimer.isEndOfRun(context.timerService()) || state == null) {
            return;
        }
        long end = state.lastMillis + KeyTimer.FORGET_MILLIS;
        if (end <= timestamp) {
            states.clear();
            return;
        }
        state.timerMillis = KeyTimer.keep(context.timerService(), KeyTimer.NONE, end);
        states.update(state);
    }

    @Override
    public void close() {
        if (catalog != null) {
            catalog.close();
        }
    }
}
