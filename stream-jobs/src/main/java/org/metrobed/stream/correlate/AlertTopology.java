package org.metrobed.stream.correlate;

import java.util.List;
import java.util.Objects;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.metrobed.analysis.correlate.DetectorReport;
import org.metrobed.analysis.correlate.Deviation;
import org.metrobed.analysis.correlate.IngestOutages.Outage;
import org.metrobed.model.AlertEvent;
import org.metrobed.stream.anomaly.AlertEventFormat;
import org.metrobed.stream.anomaly.DetectorReportFormat;
import org.metrobed.stream.decode.LivenessSignal;
import org.metrobed.stream.support.StateFormatType;

/** Wires alert correlation. Input: reports of detectors. Output: alerts. */
public final class AlertTopology {

    private static final StateFormatType<AlertInput> ALERT_INPUTS = new StateFormatType<>(new AlertInputFormat());

    private static final StateFormatType<Outage> OUTAGES = new StateFormatType<>(new IngestOutageFormat());

    private AlertTopology() {}

    /**
     * Adds the operators. Streams come one by one and not as their union: so what converts them runs in the tasks that emit
     * them.
     *
     * @param reports of all detectors, at least one stream
     * @param deviations of all datastreams with anomaly detection
     * @param livenessSignals of gateways and things, at least one stream
     * @param ofIngest ingest outages (input only; not emitted again)
     * @return all alerts except ingest outages; one event notifies once
     */
    public static DataStream<AlertEvent> build(
            List<DataStream<DetectorReport>> reports,
            DataStream<Deviation> deviations,
            List<DataStream<LivenessSignal>> livenessSignals,
            DataStream<AlertEvent> ofIngest) {
        DataStream<DetectorReport> judged = alertInputs(reports, "reports", AlertInput::of)
                .union(alertInputs(List.of(deviations), "deviations", AlertInput::of))
                .keyBy(AlertInput::place, Types.STRING)
                .process(new AskNeighbours(), new StateFormatType<>(new DetectorReportFormat()))
                .uid("ask-neighbours")
                .name("ask neighbours");
        SingleOutputStreamOperator<Outage> outages = ofIngest.map(Outage::of, OUTAGES)
                .uid("alert-input-outages")
                .name("alert input outages")
                .setParallelism(1)
                .keyBy(outage -> DivideOldState.KEY, Types.STRING)
                .transform("divide old state", OUTAGES, new DivideOldState())
                .uid("correlate-alerts")
                .setParallelism(1);
        return alertInputs(List.of(judged), "judged-reports", AlertInput::of)
                .union(alertInputs(livenessSignals, "liveness-signals", AlertInput::of))
                .union(outages.getSideOutput(DivideOldState.RESTORED))
                .keyBy(AlertInput::testbed, Types.STRING)
                .connect(outages.broadcast(CorrelateAlerts.OUTAGES))
                .process(new CorrelateAlerts(), new StateFormatType<>(new AlertEventFormat()))
                .uid("correlate-alerts-of-testbed")
                .name("correlate alerts");
    }

    private static <T> DataStream<AlertInput> alertInputs(
            List<DataStream<T>> streams, String name, MapFunction<T, AlertInput> alertInput) {
        DataStream<AlertInput> all = null;
        for (int i = 0; i < streams.size(); i++) {
            DataStream<T> stream = streams.get(i);
            String one = i == 0 ? name : name + "-" + (i + 1);
            DataStream<AlertInput> inputs = stream.map(alertInput, ALERT_INPUTS)
                    .uid("alert-input-" + one)
                    .name("alert input " + one.replace('-', ' '))
                    .setParallelism(stream.getParallelism());
            all = all == null ? inputs : all.union(inputs);
        }
        return Objects.requireNonNull(all, "no stream of " + name);
    }
}
