package org.metrobed.stream.correlate;

import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ReadOnlyBroadcastState;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;
import org.metrobed.analysis.correlate.AlertCorrelator;
import org.metrobed.analysis.correlate.CorrelatorPiece;
import org.metrobed.analysis.correlate.DeviceStatus;
import org.metrobed.analysis.correlate.IngestOutages;
import org.metrobed.analysis.correlate.IngestOutages.Outage;
import org.metrobed.model.AlertEvent;
import org.metrobed.stream.decode.LivenessSignal;
import org.metrobed.stream.support.KeyTimer;
import org.metrobed.stream.support.StateFormatType;

/**
 * Assigns child alerts to parent alerts, and raises the alerts of gateways and things. Keyed by test-bed.
 *
 * <p>State and timers: as {@link InLogOrder}, with one {@link AlertCorrelator}, and the ingest outages of the last 30
 * days, which every subtask knows. Outages are taken at once, out of order: during an outage the watermark does not
 * advance, and the inputs of that time are decided when it has ended. No side output.
 */
final class CorrelateAlerts extends KeyedBroadcastProcessFunction<String, AlertInput, Outage, AlertEvent> {

    /** Ingest outages by the id of their alerts. */
    static final MapStateDescriptor<String, Outage> OUTAGES =
            new MapStateDescriptor<>("outages", Types.STRING, new StateFormatType<>(new IngestOutageFormat()));

    private static final long serialVersionUID = 1L;

    private transient InLogOrder<AlertCorrelator, CorrelatorPiece, AlertEvent> inLogOrder;
    /** Null until the state has been read. */
    private transient IngestOutages outages;

    @Override
    public void open(OpenContext context) {
        inLogOrder = new InLogOrder<>(
                getRuntimeContext(), new CorrelatorPieceFormat(), pieces -> new AlertCorrelator(outages, pieces));
    }

    @Override
    public void processElement(AlertInput alertInput, ReadOnlyContext context, Collector<AlertEvent> out)
            throws Exception {
        if (alertInput.restored() == null) {
            inLogOrder.add(alertInput, context.timerService());
        } else {
            inLogOrder.put(alertInput.restored().id(), alertInput.restored(), context.timerService());
        }
    }

    @Override
    public void processBroadcastElement(Outage outage, Context context, Collector<AlertEvent> out) throws Exception {
        BroadcastState<String, Outage> known = context.getBroadcastState(OUTAGES);
        read(known);
        outages.advance(context.currentWatermark());
        outages.take(outage);
        known.clear();
        known.putAll(outages.saved());
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<AlertEvent> out) throws Exception {
        read(context.getBroadcastState(OUTAGES));
        outages.advance(KeyTimer.isEndOfRun(context.timerService()) ? timestamp : context.currentWatermark());
        inLogOrder.run(context.getCurrentKey(), timestamp, context.timerService(), CorrelateAlerts::take, out);
    }

    private void read(ReadOnlyBroadcastState<String, Outage> known) throws Exception {
        if (outages == null) {
            outages = new IngestOutages();
            for (Map.Entry<String, Outage> outage : known.immutableEntries()) {
                outages.take(outage.getValue());
            }
        }
    }

    private static List<AlertEvent> take(AlertCorrelator correlator, AlertInput alertInput) {
        return alertInput.livenessSignal() == null
                ? correlator.take(alertInput.report())
                : correlator.receive(presence(alertInput.livenessSignal()));
    }

    private static DeviceStatus presence(LivenessSignal livenessSignal) {
        return new DeviceStatus(
                livenessSignal.kind(),
                livenessSignal.id(),
                livenessSignal.gateway(),
                livenessSignal.receivedMillis(),
                livenessSignal.status());
    }
}
