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
     * After this time it is looked again whether an outage has ended, milliseconds of log time: all that its end decides
     * is due later after it than this.
     */
    static final long AGAIN_MILLIS = 15_000;

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

    /** The known outages by the id of their alerts; a copy. */
    public Map<String, Outage> saved() {
        return Map.copyOf(outages);
    }

    /** An outage begins or ends. Those that ended 30 days before it are forgotten. */
    public void take(Outage outage) {
        outages.merge(outage.alertId(), outage, (before, now) -> now.toMillis() == LASTS ? before : now);
        outages.values().removeIf(other -> other.toMillis() < outage.fromMillis() - GatewayRegistry.FORGET_MILLIS);
    }

    /**
     * The latest end of the outages that overlap a time range.
     *
     * @return {@link #LASTS} if one has not ended, {@link Long#MIN_VALUE} if none overlaps
     */
    long end(long fromMillis, long toMillis) {
        long end = Long.MIN_VALUE;
        for (Outage outage : outages.values()) {
            if (outage.fromMillis() < toMillis && outage.toMillis() > fromMillis) {
                end = Math.max(end, outage.toMillis());
            }
        }
        return end;
    }
}
