package org.metrobed.stream.source;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.metrobed.topics.RawKind;

/**
 * The watermark of a partition of the raw log: a millisecond behind its newest record. It is sent with a heartbeat, at most
 * every {@value #PAUSE_MILLIS} ms, because heartbeats say how far a partition has come; without heartbeats, as in an old
 * log, it is sent every half a second. Not thread-safe.
 */
public final class LogWatermarks implements WatermarkGenerator<RawRecord> {

    /** The time between two watermarks if there are no heartbeats. */
    public static final Duration PERIOD = Duration.ofMillis(500);

    /** Many heartbeats are read at once when the pipeline catches up. */
    private static final int PAUSE_MILLIS = 50;

    private final LongSupplier nanoTime;
    private long newestMillis = Long.MIN_VALUE + 1;
    private long sentNanos;
    private boolean sent;

    /** @param nanoTime as of {@link System#nanoTime}; it decides when a watermark is sent, not which */
    public LogWatermarks(LongSupplier nanoTime) {
        this.nanoTime = Objects.requireNonNull(nanoTime, "nanoTime");
    }

    @Override
    public void onEvent(RawRecord record, long logMillis, WatermarkOutput output) {
        newestMillis = Math.max(newestMillis, logMillis);
        if (record.kind() == RawKind.HEARTBEAT) {
            long now = nanoTime.getAsLong();
            if (!sent || now - sentNanos >= TimeUnit.MILLISECONDS.toNanos(PAUSE_MILLIS)) {
                sent = true;
                sentNanos = now;
                onPeriodicEmit(output);
            }
        }
    }

    @Override
    public void onPeriodicEmit(WatermarkOutput output) {
        output.emitWatermark(new Watermark(newestMillis - 1));
    }
}
