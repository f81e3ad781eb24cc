package org.metrobed.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.metrobed.model.AlertEvent;
import org.metrobed.model.AlertEventBuilder;
import org.metrobed.model.Finding;
import org.metrobed.model.Severity;

final class RawAlarmTest {

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
    void alarmIsReadAsItWasWritten() {
        assertThat(RawAlarm.decode(RawAlarm.encode(ALARM))).isEqualTo(ALARM);
    }

    static Stream<UnaryOperator<AlertEvent>> changes() {
        return Stream.of(
                event -> event.withDatastream("riverbend/gauge-01/water-level"),
                event -> event.withDatastream("metrobed/pipeline/a\0b"),
                event -> event.withAlertId(""),
                event -> event.withAlertId("x".repeat(36)),
                event -> event.withDetector(""),
                event -> event.withDetector("d\0"),
                event -> event.withSequence(-1),
                event -> event.withOnsetMicros(Long.MAX_VALUE),
                event -> event.withOnsetMicros(-1),
                event -> event.withMessage("x".repeat(2_001)),
                event -> event.withMessage("\0"));
    }

    @ParameterizedTest
    @MethodSource("changes")
    void whatCannotBeStoredOrIsNotOfTheSystemIsRefused(UnaryOperator<AlertEvent> change) {
        byte[] value = RawAlarm.encode(change.apply(ALARM));
        assertThatThrownBy(() -> RawAlarm.decode(value))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("not an alarm of the system: ");
    }

    @Test
    void randomBytesAreRefused() {
        Random random = new Random(14);
        for (int i = 0; i < 10_000; i++) {
            byte[] bytes = new byte[random.nextInt(200)];
            random.nextBytes(bytes);
            assertThatThrownBy(() -> RawAlarm.decode(bytes)).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
