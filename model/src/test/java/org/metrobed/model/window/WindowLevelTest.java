package org.metrobed.model.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class WindowLevelTest {

    @Test
    void eachSizeIsAMultipleOfTheOneBefore() {
        long before = 1;
        for (WindowLevel size : WindowLevel.values()) {
            assertThat(size.millis() % before).isZero();
            assertThat(size.micros()).isEqualTo(size.millis() * 1_000);
            before = size.millis();
        }
        assertThat(WindowLevel.listCoarser())
                .containsExactly(WindowLevel.QUARTER_HOUR, WindowLevel.HOUR, WindowLevel.DAY);
    }

    @Test
    void windowsStartAtMultiplesOfTheirSizeInUtcAlsoBefore1970() {
        long micros = Instant.parse("2026-05-01T13:47:11Z").toEpochMilli() * 1_000;
        assertThat(WindowLevel.QUARTER_HOUR.startMicros(micros)).isEqualTo(micros("2026-05-01T13:45:00Z"));
        assertThat(WindowLevel.HOUR.endMicros(micros)).isEqualTo(micros("2026-05-01T14:00:00Z"));
        assertThat(WindowLevel.DAY.startMicros(micros)).isEqualTo(micros("2026-05-01T00:00:00Z"));
        assertThat(WindowLevel.DAY.startMicros(-1)).isEqualTo(micros("1969-12-31T00:00:00Z"));
        assertThat(WindowLevel.MINUTE.endMicros(micros("2026-05-01T13:47:00Z")))
                .isEqualTo(micros("2026-05-01T13:48:00Z"));
    }

    private static long micros(String time) {
        return Instant.parse(time).toEpochMilli() * 1_000;
    }
}
