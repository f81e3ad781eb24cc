package org.metrobed.analysis.correlate;

import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import org.metrobed.analysis.anomaly.IngestSilence;
import org.metrobed.model.AlertEvent;

/** When ingest was away: silence in such a time says nothing of sensors. Mutable, one thread. */
public final class IngestOutages {

    /** That an outage has not ended. */
    static final long LASTS = Long.MAX_VALUE;

    /**
     * An outage. Immutable.
     *
     * @param alertId of the pipeline's alert
     * @param fromMillis the last beat, log time
     * @param toMillis when ingest was back; {@link #LASTS} while it is away
     */
    public record Outage(String alertId, long fromMillis, long toMillis) {}

    private final TreeMap<String, Outage> outages = new TreeMap<>();

    IngestOutages(Collection<Outage> saved) {
        saved.forEach(outage -> outages.put(outage.alertId(), outage));
    }

    List<Outage> saved() {
        return List.copyOf(outages.values());
    }

    /** Whether an event is of ingest itself. */
    static boolean tells(AlertEvent event) {
        return event.detector().equals(IngestSilence.DETECTOR);
    }

    /** Ingest is away, or back. */
    void take(AlertEvent event) {
        long to = event.kind() == AlertEvent.Kind.RESOLVED ? event.atMicros() / 1_000 : LASTS;
        outages.merge(
                event.alertId(),
                new Outage(event.alertId(), event.onsetMicros() / 1_000, to),
                (before, now) -> now.toMillis() == LASTS ? before : now);
    }

    /**
     * The end of the last outage that meets a span.
     *
     * @return {@link #LASTS} while one lasts, {@link Long#MIN_VALUE} when none meets it
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

    /** Forgets what ended before a time. */
    void sweep(long beforeMillis) {
        outages.values().removeIf(outage -> outage.toMillis() < beforeMillis);
    }
}
