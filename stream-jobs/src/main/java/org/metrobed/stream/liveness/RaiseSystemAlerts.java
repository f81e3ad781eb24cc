package org.metrobed.stream.liveness;

import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.functions.MapFunction;
import org.metrobed.model.AlertEvent;
import org.metrobed.stream.source.RawRecord;
import org.metrobed.topics.RawAlarm;

/**
 * Makes an alert event of an alarm that the API has written into the raw log: what it says, at the log time of its
 * record. Not keyed, no state, no timers. If a restart reads the record again, the same row is written.
 */
public final class RaiseSystemAlerts implements MapFunction<RawRecord, AlertEvent> {

    private static final long serialVersionUID = 1L;

    @Override
    public AlertEvent map(RawRecord alarm) {
        return RawAlarm.decode(alarm.payload())
                .with()
                .atMicros(TimeUnit.MILLISECONDS.toMicros(alarm.logMillis()))
                .recordedMillis(alarm.logMillis())
                .build();
    }
}
