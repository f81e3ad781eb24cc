package org.metrobed.recordings.playback;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PayloadTimesTest {

    private static final PayloadTimes TIMES =
            new PayloadTimes(Instant.parse("2026-03-01T00:00:00Z"), Instant.parse("2026-03-01T01:00:00Z"));

    /** Shifted by a day, an hour and half a second. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '^',
            value = {
                "{'time':'2026-03-01T00:30:00Z'}            ^ {'time':'2026-03-02T01:30:00Z'}",
                "{'time':'2026-03-01T00:30:00.250+01:00'}   ^ {'time':'2026-03-02T01:30:00.750+01:00'}",
                "2026-03-01 00:30;7                         ^ 2026-03-02 01:30;7",
                "{'ts':1772325000}                          ^ {'ts':1772415000}",
                "{'ts':1772325000250}                       ^ {'ts':1772415000750}",
                "[{'bt':1.772325000e9,'v':1}]               ^ [{'bt':1.772325000e9,'v':1}]",
                "[{'bt':1772325000.25,'v':1}]               ^ [{'bt':1772415000.75,'v':1}]",
                "t|1772325000|v|1                           ^ t|1772415000|v|1",
                "{'serial':1072325000,'ts':1772325000}      ^ {'serial':1072325000,'ts':1772415000}",
                "{'built':'2019-05-01T00:00:00Z'}           ^ {'built':'2019-05-01T00:00:00Z'}",
                "{'id':'a1772325000','v':17723250001}       ^ {'id':'a1772325000','v':17723250001}",
                "{'date':'2026-03-99T00:30:00Z'}            ^ {'date':'2026-03-99T00:30:00Z'}",
            },
            quoteCharacter = '~')
    void timesOfTheRecordingMoveAndEverythingElseStays(String before, String after) {
        Duration by = Duration.ofHours(25).plusMillis(500);

        assertThat(move(before.replace('\'', '"'), by)).isEqualTo(after.replace('\'', '"'));
    }

    @Test
    void bytesAreNoText() {
        assertThat(TIMES.move(new byte[] {1, 2, 3}, Duration.ofDays(1))).isEmpty();
        assertThat(TIMES.move(new byte[] {(byte) 0xC3, 40}, Duration.ofDays(1))).isEmpty();
    }

    private static String move(String text, Duration by) {
        return new String(TIMES.move(text.getBytes(StandardCharsets.UTF_8), by).orElseThrow(), StandardCharsets.UTF_8);
    }
}
