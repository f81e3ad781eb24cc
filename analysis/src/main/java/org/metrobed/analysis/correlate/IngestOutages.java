package org.metrobed.analysis.correlate;

import java.util.Map;
import java.util.TreeMap;
import org.metrobed.model.AlertEvent;

/**
 * Outages of ingest. Silence during an outage says nothing about sensors. An outage must be known before log time
 * reaches its end. Mutable, one thread.
 */
public final class IngestOutages {

    /** The end of an outage that has not ended. */
    static final long LASTS = Long.MAX_VALUE;
    /**
     * The step in which it is looked again whether an outage has ended, milliseconds of log time: all that its end
     * decides is due later after it than this.
     */
    private static final long AGAIN_MILLIS = 15_000;

    /**
     * An outage. Immutable.
     *
     * @param alertId id of the pipeline's alert
     * @param fromMillis log time of the last heartbeat
     * @param toMillis log time at which ingest was back; {@link #LASTS} during the outage
     */
    public record Outage(String alertId, long fromMillis, long toMillis) {

        /** The outage that an alert of ingest reports. */
        public static Outage of(AlertEvent event) {
            long to = event.kind() == AlertEvent.Kind.RESOLVED ? event.atMicros() / 1_000 : LASTS;
            return new Outage(event.alertId(), event.onsetMicros() / 1_000, to);
        }
    }

    private final TreeMap<String, Outage> outages = new TreeMap<>();
    private long logMillis = Long.MIN_VALUE;

    /** The known outages by the id of their alerts; a copy. */
    public Map<String, Outage> saved() {
        return Map.copyOf(outages);
    }

    /** Log time advances to this. No outage becomes known until all that is due up to it has been decided. */
    public void advance(long toMillis) {
        logMillis = toMillis;
    }

    /** An outage begins or ends, at any log time. Those that ended 30 days before the log time reached are forgotten. */
    public void take(Outage outage) {
        outages.merge(outage.alertId(), outage, (before, now) -> now.toMillis() == LASTS ? before : now);
        if (logMillis != Long.MIN_VALUE) {
            outages.values().removeIf(other -> other.toMillis() < logMillis - GatewayRegistry.FORGET_MILLIS);
        }
    }

    /** The log time at which it is looked again whether an outage has ended: the next step that may know of its end. */
    long againMillis(long nowMillis) {
        long steps = (Math.max(nowMillis, logMillis) - nowMillis) / AGAIN_MILLIS;
        return nowMillis + (steps + 1) * AGAIN_MILLIS;
    }

    /**
     * The latest end of the outages that overlap a time range; of those that ended 30 days before its end, none counts,
     * forgotten or not.
     *
     * @return {@link #LASTS} if one has not ended, {@link Long#MIN_VALUE} if none overlaps
     */
    long end(long fromMillis, long toMillis) {
        long end = Long.MIN_VALUE;
        for (Outage outage : outages.values()) {
            boolean forgotten = outage.toMillis() < toMillis - GatewayRegistry.FORGET_MILLIS;
            if (outage.fromMillis() < toMillis && outage.toMillis() > fromMillis && !forgotten) {
                end = Math.max(end, outage.toMillis());
            }
        }
        return end;
    }
}
