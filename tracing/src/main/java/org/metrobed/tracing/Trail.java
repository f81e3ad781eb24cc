package org.metrobed.tracing;

import io.opentelemetry.api.trace.SpanId;
import io.opentelemetry.api.trace.TraceId;

/**
 * The ids of the trace of a message. They follow from its place in the raw log, so every process that knows the place knows the trace, and
 * nothing needs to be sent along with readings. Static functions only.
 */
final class Trail {

    private static final long SEED_HIGH = 0x9E3779B97F4A7C15L;
    private static final long SEED_LOW = 0xC2B2AE3D27D4EB4FL;
    private static final long SEED_SPAN = 0x165667B19E3779F9L;
    private static final long SEED_CHOICE = 0x27D4EB2F165667C5L;

    private Trail() {}

    /** Whether one of so many messages is this one. */
    static boolean isChosen(int partition, long offset, int oneIn) {
        return Long.remainderUnsigned(mix(SEED_CHOICE, partition, offset), oneIn) == 0;
    }

    /** The trace of a message of a raw log. */
    static String traceId(String log, int partition, long offset) {
        long name = name(log);
        return TraceId.fromLongs(mix(SEED_HIGH ^ name, partition, offset), mix(SEED_LOW ^ name, partition, offset));
    }

    /** The span of a step of a message, or of one of its readings. */
    static String spanId(String log, String step, int partition, long offset, int index) {
        long id = mix(SEED_SPAN ^ name(log) ^ mix(index, name(step), 0), partition, offset);
        return SpanId.fromLong(id == 0 ? 1 : id);
    }

    private static long name(String text) {
        long hash = 0;
        for (int i = 0; i < text.length(); i++) {
            hash = 31 * hash + text.charAt(i);
        }
        return scatter(hash);
    }

    private static long mix(long seed, long one, long other) {
        return scatter(scatter(seed + one) + other);
    }

    /** The finalizer of SplitMix64 (Steele, Lea, Flood, 2014). */
    private static long scatter(long value) {
        long z = value + SEED_HIGH;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
