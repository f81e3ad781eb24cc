package org.metrobed.stream.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.junit.jupiter.api.Test;
import org.metrobed.topics.RawKind;

class LogWatermarksTest {

    private final List<Long> sent = new ArrayList<>();
    private long nanos;
    private final LogWatermarks watermarks = new LogWatermarks(() -> nanos);

    @Test
    void heartbeatSendsTheWatermarkAMillisecondBehindTheNewestRecord() {
        take(RawKind.MESSAGE, 2_000);
        assertThat(sent).isEmpty();
        take(RawKind.HEARTBEAT, 1_990);
        assertThat(sent).containsExactly(1_999L);
    }

    @Test
    void heartbeatsThatAreReadAtOnceSendOneWatermark() {
        take(RawKind.HEARTBEAT, 1_000);
        take(RawKind.HEARTBEAT, 2_000);
        assertThat(sent).containsExactly(999L);
        nanos += TimeUnit.MILLISECONDS.toNanos(50);
        take(RawKind.HEARTBEAT, 3_000);
        assertThat(sent).containsExactly(999L, 2_999L);
    }

    @Test
    void withoutHeartbeatsTheWatermarkIsSentPeriodically() {
        take(RawKind.MESSAGE, 5_000);
        watermarks.onPeriodicEmit(output());
        assertThat(sent).containsExactly(4_999L);
    }

    @Test
    void recordOfTheMonitorDoesNotAdvanceTheWatermark() {
        take(RawKind.MESSAGE, 5_000);
        take(RawKind.MONITOR, Long.MIN_VALUE);
        watermarks.onPeriodicEmit(output());
        assertThat(sent).containsExactly(4_999L);
    }

    @Test
    void beforeTheFirstRecordTheWatermarkIsTheLowest() {
        watermarks.onPeriodicEmit(output());
        assertThat(sent).containsExactly(Long.MIN_VALUE);
    }

    private void take(RawKind kind, long logMillis) {
        watermarks.onEvent(new RawRecord(kind, 0, 0, logMillis, "", new byte[0], 0), logMillis, output());
    }

    private WatermarkOutput output() {
        return new WatermarkOutput() {
            @Override
            public void emitWatermark(Watermark watermark) {
                sent.add(watermark.getTimestamp());
            }

            @Override
            public void markIdle() {
                throw new AssertionError("a partition is never idle");
            }

            @Override
            public void markActive() {
                throw new AssertionError("a partition is never idle");
            }
        };
    }
}
