package org.metrobed.stream.correlate;

import java.util.function.Consumer;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.metrobed.analysis.correlate.CorrelatorState;
import org.metrobed.analysis.correlate.IngestOutages.Outage;
import org.metrobed.stream.support.StateFormatType;
import org.metrobed.stream.support.WaitingForLog;

/**
 * Passes ingest outages on, and gives the test-beds the state that release 0.1.0 kept for all of them under one key. It
 * has the uid of that release's correlator. Keyed by the empty text, with one subtask.
 *
 * <p>State: what a checkpoint of release 0.1.0 had; it is emitted before the first watermark and cleared. Side output:
 * {@link #RESTORED}. Timers of that release do nothing.
 */
final class DivideOldState extends KeyedProcessOperator<String, Outage, Outage> {

    /** The one key. */
    static final String KEY = "";
    /** The pieces of the state, and inputs that waited. */
    static final OutputTag<AlertInput> RESTORED =
            new OutputTag<>("restored", new StateFormatType<>(new AlertInputFormat()));

    private static final long serialVersionUID = 1L;

    private transient ValueState<CorrelatorState> state;
    private transient WaitingForLog<AlertInput> waiting;
    private transient boolean divided;

    DivideOldState() {
        super(new PassOn());
    }

    private static final class PassOn extends KeyedProcessFunction<String, Outage, Outage> {

        private static final long serialVersionUID = 1L;

        @Override
        public void processElement(Outage outage, Context context, Collector<Outage> out) {
            out.collect(outage);
        }
    }

    @Override
    public void open() throws Exception {
        super.open();
        state = getRuntimeContext()
                .getState(new ValueStateDescriptor<>("state", new StateFormatType<>(new CorrelatorStateFormat())));
        waiting = InLogOrder.waiting(getRuntimeContext());
    }

    @Override
    public void processWatermark(Watermark mark) throws Exception {
        if (!divided) {
            divided = true;
            divide();
        }
        super.processWatermark(mark);
    }

    private void divide() throws Exception {
        setCurrentKey(KEY);
        Consumer<AlertInput> out = restored -> output.collect(RESTORED, new StreamRecord<>(restored));
        CorrelatorState old = state.value();
        if (old != null) {
            old.outages().forEach(outage -> output.collect(new StreamRecord<>(outage)));
            old.pieces().forEach(piece -> out.accept(AlertInput.of(piece)));
            state.clear();
        }
        waiting.takeAll(alertInput -> true).forEach(out);
    }
}
