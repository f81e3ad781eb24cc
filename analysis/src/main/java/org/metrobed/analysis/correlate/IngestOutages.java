package org.metrobed.analysis.correlate;

import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import org.metrobed.analysis.anomaly.IngestSilence;
import org.metrobed.model.AlertEvent;

/** Outages of ingest. Silence during an outage says nothing about sensors. Mutable, one thread. */
public final class IngestOutages {

    /** The end of an outage that has not ended. */
    static final long LASTS = Long.MAX_VALUE;

    /**
     * An outage. Immutable.
     *
     * @param alertId id of the pipeline's alert
     * @param fromMillis log time of the last heartbeat
     * @param toMillis log time at which ingest was back; {@link #LASTS} during the outage
     */
    public record Outage(String alertId, long fromMillis, long toMillis) {}

    private final TreeMap<String, Outage> outages = new TreeMap<>();

    IngestOutages(Collection<Outage> saved) {
        saved.forEach(outage -> outages.put(outage.alertId(), outage));
    }

    List<Outage> saved() {
        return List.copyOf(outages.values());
    }

    /** Whether an event is about ingest itself. */
    static boolean tells(AlertEvent event) {
        return event.detector().equals(IngestSilence.DETECTOR);
    }

    /** An outage begins or ends. */
    void take(AlertEvent event) {
        long to = event.kind() == AlertEvent.Kind.RESOLVED ? event.atMicros() / 1_000 : LASTS;
        outages.merge(
                event.alertId(),
                new Outage(event.alertId(), event.onsetMicros() / 1_000, to),
                (before, now) -> now.toMillis() == LASTS ? before : now);
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

    /** Forgets outages that ended before a log time. */
    void sweep(long beforeMillis) {
        outages.values().removeIf(outage -> outage.toMillis() < beforeMillis);
    }
}
