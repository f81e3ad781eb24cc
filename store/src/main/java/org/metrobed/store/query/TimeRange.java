package org.metrobed.store.query;

/**
 * A range of time {@code [from, to)}. Immutable.
 *
 * @param fromMicros microseconds since 1970 UTC
 * @param toMicros microseconds since 1970 UTC, not before {@code fromMicros}
 */
public record TimeRange(long fromMicros, long toMicros) {

    /** A range, limited to times that PostgreSQL can compare with. */
    public static TimeRange clamped(long fromMicros, long toMicros) {
        return new TimeRange(Limits.clampMicros(fromMicros), Limits.clampMicros(toMicros));
    }

    /** Its length, microseconds. */
    public long length() {
        return toMicros - fromMicros;
    }

    /** Whether a time is in it. */
    public boolean contains(long micros) {
        return micros >= fromMicros && micros < toMicros;
    }

    /** The part that a list in this order reads first, at most this long, microseconds. */
    public TimeRange first(TimeOrder order, long most) {
        long length = Math.min(most, length());
        return order == TimeOrder.OLDEST_FIRST
                ? new TimeRange(fromMicros, fromMicros + length)
                : new TimeRange(toMicros - length, toMicros);
    }

    /** The part that a list in this order reads after a time, or from that time on. */
    public TimeRange after(TimeOrder order, long micros, boolean included) {
        if (order == TimeOrder.OLDEST_FIRST) {
            long from = included ? micros : micros + 1;
            return new TimeRange(Math.min(toMicros, Math.max(fromMicros, from)), toMicros);
        }
        long to = included ? micros + 1 : micros;
        return new TimeRange(fromMicros, Math.max(fromMicros, Math.min(toMicros, to)));
    }

    /** The part that a list in this order reads after this first part. */
    public TimeRange without(TimeOrder order, TimeRange first) {
        return order == TimeOrder.OLDEST_FIRST
                ? new TimeRange(first.toMicros, toMicros)
                : new TimeRange(fromMicros, first.fromMicros);
    }
}
