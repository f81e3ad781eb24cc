package org.metrobed.stream.correlate;

import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.metrobed.analysis.correlate.DetectorReport;
import org.metrobed.analysis.correlate.Neighbourhood;
import org.metrobed.stream.support.StateFormatType;

/**
 * Decides from the neighbours of an alert whether its sensor or its environment is the cause. Keyed by test-bed and
 * property.
 *
 * <p>State and timers: as {@link InLogOrder}, with one {@link Neighbourhood}: the newest deviation of each datastream
 * and the open alerts. Deviations are forgotten after one to two days. What release 0.1.0 kept as one value is divided
 * when it is needed first. No side output.
 */
final class AskNeighbours extends KeyedProcessFunction<String, AlertInput, DetectorReport> {

    private static final long serialVersionUID = 1L;

    private transient InLogOrder<Neighbourhood, Neighbourhood.Piece, DetectorReport> inLogOrder;
    private transient ValueState<Neighbourhood.Saved> whole;

    @Override
    public void open(OpenContext context) {
        inLogOrder = new InLogOrder<>(getRuntimeContext(), new NeighbourhoodPieceFormat(), this::restore);
        whole = getRuntimeContext()
                .getState(new ValueStateDescriptor<>("state", new StateFormatType<>(new NeighbourhoodFormat())));
    }

    private Neighbourhood restore(List<Neighbourhood.Piece> pieces) throws Exception {
        Neighbourhood.Saved saved = whole.value();
        whole.clear();
        return saved == null ? new Neighbourhood(pieces) : new Neighbourhood(saved);
    }

    @Override
    public void processElement(AlertInput alertInput, Context context, Collector<DetectorReport> out) throws Exception {
        inLogOrder.add(alertInput, context.timerService());
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<DetectorReport> out) throws Exception {
        inLogOrder.run(context.getCurrentKey(), timestamp, context.timerService(), AskNeighbours::take, out);
    }

    private static List<DetectorReport> take(Neighbourhood neighbourhood, AlertInput alertInput) {
        if (alertInput.report() != null) {
            return List.of(neighbourhood.take(alertInput.report()));
        }
        neighbourhood.receive(alertInput.deviation());
        return List.of();
    }
}
