package org.metrobed.stream.correlate;

import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithKeyedOperator;
import org.apache.flink.streaming.util.KeyedBroadcastOperatorTestHarness;
import org.metrobed.analysis.correlate.IngestOutages.Outage;
import org.metrobed.model.AlertEvent;
import org.metrobed.stream.anomaly.AlertEventFormat;
import org.metrobed.stream.support.StateFormatType;

/** Operators of alert correlation, not opened. */
final class Correlators {

    private Correlators() {}

    static KeyedBroadcastOperatorTestHarness<String, AlertInput, Outage, AlertEvent> harness() throws Exception {
        KeyedBroadcastOperatorTestHarness<String, AlertInput, Outage, AlertEvent> harness =
                new KeyedBroadcastOperatorTestHarness<>(
                        new CoBroadcastWithKeyedOperator<>(new CorrelateAlerts(), List.of(CorrelateAlerts.OUTAGES)),
                        AlertInput::testbed,
                        Types.STRING,
                        1,
                        1,
                        0);
        harness.setup(new StateFormatType<>(new AlertEventFormat())
                .createSerializer(harness.getExecutionConfig().getSerializerConfig()));
        return harness;
    }
}
