package org.metrobed.stream.liveness;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.metrobed.model.AlertEvent;
import org.metrobed.model.AlertEventBuilder;
import org.metrobed.model.Finding;
import org.metrobed.model.Severity;
import org.metrobed.stream.source.RawRecord;
import org.metrobed.topics.RawAlarm;
import org.metrobed.topics.RawKind;

final class RaiseSystemAlertsTest {

    private static final AlertEvent ALARM = AlertEventBuilder.builder()
            .alertId("3f2504e0-4f89-31d3-9a0c-0305e82c3301")
            .sequence(0)
            .kind(AlertEvent.Kind.OPENED)
            .datastream("metrobed/pipeline/disk")
            .detector("system-health")
            .severity(Severity.WARNING)
            .onsetMicros(1_780_000_000_000_000L)
            .atMicros(1_780_000_060_000_000L)
            .recordedMillis(1_780_000_060_000L)
            .expectedLow(Double.NaN)
            .expectedHigh(Double.NaN)
            .message("disk is behind: only 4 GiB are free")
            .catalogVersion(-1)
            .finding(Finding.certain("system"))
            .build();

    @Test
    void alarmIsAnAlertAtTheLogTimeOfItsRecord() {
        byte[] value = RawAlarm.encode(ALARM);
        RawRecord record = new RawRecord(RawKind.ALARM, 0, 7, 1_780_000_061_500L, "", value, value.length);

        assertThat(new RaiseSystemAlerts().map(record))
                .isEqualTo(ALARM.with()
                        .atMicros(1_780_000_061_500_000L)
                        .recordedMillis(1_780_000_061_500L)
                        .build());
    }
}
