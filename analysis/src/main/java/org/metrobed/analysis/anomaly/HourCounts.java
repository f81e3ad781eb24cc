package org.metrobed.analysis.anomaly;

import java.nio.ByteBuffer;

/**
 * How often something happens at each hour of the day. Old counts fade: an hour has at most {@value Byte#MAX_VALUE} of them.
 * Mutable, one thread.
 */
final class HourCounts implements SavedState {

    private static final int DAY_HOURS = 24;
    /** An hour's own share counts fully if it was seen many more times than this. */
    private static final int TRUST = 8;

    private final byte[] times = new byte[DAY_HOURS];
    private final byte[] seen = new byte[DAY_HOURS];

    /** Counts whether it happened at an hour, 0 to 23. */
    void add(int hour, boolean happened) {
        if (seen[hour] == Byte.MAX_VALUE) {
            seen[hour] = (byte) (seen[hour] / 2);
            times[hour] = (byte) (times[hour] / 2);
        }
        seen[hour]++;
        times[hour] = (byte) (times[hour] + (happened ? 1 : 0));
    }

    /** How often all hours were counted; older counts count less. */
    int total() {
        return sum(seen);
    }

    /** The share of cases at an hour in which it happened; near that of all hours while the hour was seldom seen. */
    double share(int hour) {
        double overall = (double) sum(times) / Math.max(1, sum(seen));
        return (times[hour] + TRUST * overall) / (seen[hour] + TRUST);
    }

    private static int sum(byte[] counts) {
        int sum = 0;
        for (byte count : counts) {
            sum += count;
        }
        return sum;
    }

    @Override
    public int bytes() {
        return 2 * DAY_HOURS;
    }

    @Override
    public void write(ByteBuffer out) {
        out.put(times).put(seen);
    }

    @Override
    public void read(ByteBuffer in) {
        in.get(times);
        in.get(seen);
    }
}
