package org.metrobed.core.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class WindowSizeTest {

    @Test
    void eachSizeIsAMultipleOfTheOneBefore() {
        long before = 1;
        for (WindowSize size : WindowSize.values()) {
            assertThat(size.millis() % before).isZero();
            assertThat(size.micros()).isEqualTo(size.millis() * 1_000);
            before = size.millis();
        }
        assertThat(WindowSize.listCoarser()).containsExactly(WindowSize.QUARTER_HOUR, WindowSize.HOUR, WindowSize.DAY);
    }

    @Test
    void windowsStartAtMultiplesOfTheirSizeInUtcAlsoBefore1970() {
        long micros = Instant.parse("2026-05-01T13:47:11Z").toEpochMilli() * 1_000;
        assertThat(WindowSize.QUARTER_HOUR.startMicros(micros)).isEqualTo(micros("2026-05-01T13:45:00Z"));
        assertThat(WindowSize.HOUR.endMicros(micros)).isEqualTo(micros("2026-05-01T14:00:00Z"));
        assertThat(WindowSize.DAY.startMicros(micros)).isEqualTo(micros("2026-05-01T00:00:00Z"));
        assertThat(WindowSize.DAY.startMicros(-1)).isEqualTo(micros("1969-12-31T00:00:00Z"));
        assertThat(WindowSize.MINUTE.endMicros(micros("2026-05-01T13:47:00Z")))
                .isEqualTo(micros("2026-05-01T13:48:00Z"));
    }

    @Test
    void completeWindowHasOneReadingAnIntervalAndAtLeastOne() {
        assertThat(WindowSize.MINUTE.expected(10_000)).isEqualTo(6);
        assertThat(WindowSize.MINUTE.expected(3_600_000)).isEqualTo(1);
        assertThat(WindowSize.QUARTER_HOUR.expected(600_000)).isEqualTo(2);
        assertThat(WindowSize.DAY.expected(600_000)).isEqualTo(144);
        assertThat(WindowSize.DAY.expected(1)).isEqualTo(86_400_000);
    }

    private static long micros(String time) {
        return Instant.parse(time).toEpochMilli() * 1_000;
    }
}
