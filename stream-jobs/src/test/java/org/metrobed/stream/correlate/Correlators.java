package org.metrobed.stream.correlate;

import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithKeyedOperator;
import org.apache.flink.streaming.util.KeyedBroadcastOperatorTestHarness;
import org.metrobed.analysis.correlate.IngestOutages.Outage;
import org.metrobed.model.AlertEvent;
import org.metrobed.stream.Harnesses;
import org.metrobed.stream.anomaly.AlertEventFormat;

/** Operators of alert correlation. */
final class Correlators {

    private Correlators() {}

    /** An operator with the state of a snapshot, unless that is null. */
    static KeyedBroadcastOperatorTestHarness<String, AlertInput, Outage, AlertEvent> open(OperatorSubtaskState snapshot)
            throws Exception {
        KeyedBroadcastOperatorTestHarness<String, AlertInput, Outage, AlertEvent> harness =
                new KeyedBroadcastOperatorTestHarness<>(
                        new CoBroadcastWithKeyedOperator<>(new CorrelateAlerts(), List.of(CorrelateAlerts.OUTAGES)),
                        AlertInput::testbed,
                        Types.STRING,
                        1,
                        1,
                        0);
        Harnesses.open(harness, new AlertEventFormat(), snapshot);
        return harness;
    }
}
