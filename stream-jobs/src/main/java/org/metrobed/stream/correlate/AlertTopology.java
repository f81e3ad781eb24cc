package org.metrobed.stream.correlate;

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
     * Adds the operators.
     *
     * @param reports of all detectors
     * @param deviations of all datastreams with anomaly detection
     * @param livenessSignals of gateways and things
     * @param ofIngest ingest outages (input only; not emitted again)
     * @return all alerts except ingest outages; one event notifies once
     */
    public static DataStream<AlertEvent> build(
            DataStream<DetectorReport> reports,
            DataStream<Deviation> deviations,
            DataStream<LivenessSignal> livenessSignals,
            DataStream<AlertEvent> ofIngest) {
        DataStream<DetectorReport> judged = alertInputs(reports, "reports", AlertInput::of)
                .union(alertInputs(deviations, "deviations", AlertInput::of))
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
        return alertInputs(judged, "judged-reports", AlertInput::of)
                .union(alertInputs(livenessSignals, "liveness-signals", AlertInput::of))
                .union(outages.getSideOutput(DivideOldState.RESTORED))
                .keyBy(AlertInput::testbed, Types.STRING)
                .connect(outages.broadcast(CorrelateAlerts.OUTAGES))
                .process(new CorrelateAlerts(), new StateFormatType<>(new AlertEventFormat()))
                .uid("correlate-alerts-of-testbed")
                .name("correlate alerts");
    }

    private static <T> DataStream<AlertInput> alertInputs(
            DataStream<T> of, String name, MapFunction<T, AlertInput> alertInput) {
        return of.map(alertInput, ALERT_INPUTS)
                .uid("alert-input-" + name)
                .name("alert input " + name.replace('-', ' '))
                .setParallelism(of.getParallelism());
    }
}
