package org.metrobed.stream.liveness;

import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.metrobed.analysis.anomaly.IngestSilence;
import org.metrobed.model.AlertEvent;
import org.metrobed.stream.source.RawRecord;
import org.metrobed.stream.support.StateFormatType;
import org.metrobed.topics.Heartbeat;
import org.metrobed.topics.RawKind;

/**
 * Raises one alert for an ingest outage. One key has all instances.
 *
 * <p>State: one {@link IngestSilence}, some ten bytes per instance; instances that stay away are forgotten. No timers:
 * log time comes from the records, during an outage from monitor records only. Repeated heartbeats change nothing. No
 * side output.
 */
public final class RaiseIngestAlerts extends KeyedProcessFunction<String, RawRecord, AlertEvent> {

    private static final long serialVersionUID = 1L;

    private final long behindMillis;
    private transient ValueState<IngestSilence> states;

    /** @param behindMillis how far before the last heartbeat an opening is recorded, milliseconds */
    public RaiseIngestAlerts(long behindMillis) {
        this.behindMillis = behindMillis;
    }

    @Override
    public void open(OpenContext context) {
        states = getRuntimeContext()
                .getState(new ValueStateDescriptor<>("silence", new StateFormatType<>(new IngestSilenceFormat())));
    }

    @Override
    public void processElement(RawRecord heartbeat, Context context, Collector<AlertEvent> out) throws Exception {
        IngestSilence state = states.value() == null ? new IngestSilence(behindMillis) : states.value();
        List<AlertEvent> events = heartbeat.kind() == RawKind.MONITOR
                ? state.monitor(heartbeat.logMillis())
                : state.heartbeat(
                        client(Heartbeat.CODEC.decode(heartbeat.payload()).instance()), heartbeat.logMillis());
        events.forEach(out::collect);
        states.update(state);
    }

    /** The client of an instance, which is named {@code client/run}. */
    private static String client(String instance) {
        int slash = instance.lastIndexOf('/');
        return slash < 0 ? instance : instance.substring(0, slash);
    }
}
