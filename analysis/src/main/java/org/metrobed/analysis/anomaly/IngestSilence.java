package org.metrobed.analysis.anomaly;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.metrobed.model.AlertEvent;
import org.metrobed.model.AlertEventBuilder;
import org.metrobed.model.DatastreamId;
import org.metrobed.model.Finding;
import org.metrobed.model.Severity;

/**
 * Raises one alert if no heartbeat of an ingest instance was received for {@value #LIMIT_MILLIS} ms of log time, and
 * resolves it when the instance is back. When ingest is back, it reports the gap itself. A monitor record only makes
 * the gap known earlier; the events are the same. Mutable, one thread; a few bytes per instance.
 */
public final class IngestSilence {

    /** Test-bed and thing of the pipeline itself, which is in no catalog. */
    public static final String PIPELINE = "metrobed/pipeline";
    /** The name of the detector. */
    public static final String DETECTOR = "ingest-silent";
    /** A shorter gap is a restart. */
    public static final long LIMIT_MILLIS = 60_000;
    /** An instance is forgotten after a silence this long, milliseconds. */
    static final long FORGET_MILLIS = 7L * 24 * 3_600_000;

    private static final String OWN_PREFIX = "metrobed-";

    /**
     * The state of an instance. Immutable.
     *
     * @param lastMillis time of its last heartbeat, milliseconds since 1970 UTC
     * @param silent whether its alert is open
     */
    public record Known(long lastMillis, boolean silent) {}

    private final TreeMap<String, Known> instances;
    private final long behindMillis;

    /**
     * Knows no instance yet.
     *
     * @param behindMillis how far before the last heartbeat an opening is recorded, milliseconds: at least as far as the
     *     watermark of the log is behind the newest record, so that the alert is visible while the silence lasts
     */
    public IngestSilence(long behindMillis) {
        this(behindMillis, Map.of());
    }

    /** Restores the saved state. */
    public IngestSilence(long behindMillis, Map<String, Known> instances) {
        this.behindMillis = behindMillis;
        this.instances = new TreeMap<>(instances);
    }

    /** How far before the last heartbeat an opening is recorded, milliseconds. */
    public long behindMillis() {
        return behindMillis;
    }

    /** The state of each instance; a copy. */
    public Map<String, Known> instances() {
        return Map.copyOf(instances);
    }

    /**
     * Takes a heartbeat of an instance.
     *
     * @param client its MQTT client id, which stays the same across restarts
     */
    public List<AlertEvent> heartbeat(String client, long timeMillis) {
        List<AlertEvent> events = new ArrayList<>();
        Known before = instances.get(client);
        if (before != null && !before.silent() && timeMillis - before.lastMillis() > LIMIT_MILLIS) {
            events.add(opened(client, before));
            before = new Known(before.lastMillis(), true);
        }
        if (before != null && before.silent()) {
            events.add(resolved(
                    client,
                    before,
                    timeMillis,
                    "ingest " + client + " is back after " + words(timeMillis - before.lastMillis())));
        }
        long newest = before == null ? timeMillis : Math.max(before.lastMillis(), timeMillis);
        instances.put(client, new Known(newest, false));
        events.addAll(monitor(timeMillis));
        return events;
    }

    /**
     * Takes the current log time from any source, for example a monitor record. Raises the alerts that are due at it.
     */
    public List<AlertEvent> monitor(long timeMillis) {
        List<AlertEvent> events = new ArrayList<>();
        for (Map.Entry<String, Known> entry : new TreeMap<>(instances).entrySet()) {
            String client = entry.getKey();
            Known known = entry.getValue();
            long gap = timeMillis - known.lastMillis();
            if (gap > LIMIT_MILLIS && !known.silent()) {
                events.add(opened(client, known));
                instances.put(client, new Known(known.lastMillis(), true));
            }
            if (gap > FORGET_MILLIS) {
                events.add(resolved(
                        client, known, timeMillis, "ingest " + client + " stayed away and is counted no more"));
                instances.remove(client);
            }
        }
        return events;
    }

    private AlertEvent opened(String client, Known known) {
        return event(
                client,
                known,
                AlertEvent.Kind.OPENED,
                known.lastMillis() + LIMIT_MILLIS,
                known.lastMillis() - behindMillis,
                "no data has come in since " + Instant.ofEpochMilli(known.lastMillis()) + ": ingest " + client
                        + " is silent");
    }

    private AlertEvent resolved(String client, Known known, long timeMillis, String message) {
        return event(client, known, AlertEvent.Kind.RESOLVED, timeMillis, timeMillis, message);
    }

    private AlertEvent event(
            String client, Known known, AlertEvent.Kind kind, long atMillis, long recordedMillis, String message) {
        String datastream = datastream(client);
        double seconds = (atMillis - known.lastMillis()) / 1e3;
        String key = datastream + "|" + DETECTOR + "|" + known.lastMillis();
        return AlertEventBuilder.builder()
                .alertId(UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8))
                        .toString())
                .sequence(kind == AlertEvent.Kind.OPENED ? 0 : 1)
                .kind(kind)
                .datastream(datastream)
                .detector(DETECTOR)
                .severity(Severity.CRITICAL)
                .onsetMicros(known.lastMillis() * 1_000)
                .atMicros(atMillis * 1_000)
                .recordedMillis(recordedMillis)
                .observed(seconds)
                .peak(seconds)
                .expectedLow(Double.NaN)
                .expectedHigh(LIMIT_MILLIS / 1e3)
                .message(message)
                .catalogVersion(-1)
                .finding(Finding.certain(Cause.SILENCE.code()))
                .build();
    }

    /** The pseudo-datastream of an instance: {@code metrobed/pipeline/ingest} for {@code metrobed-ingest}. */
    static String datastream(String client) {
        String name = client.startsWith(OWN_PREFIX) ? client.substring(OWN_PREFIX.length()) : client;
        return PIPELINE + "/" + (DatastreamId.isName(name) ? name : "ingest");
    }

    private static String words(long millis) {
        Duration away = Duration.ofMillis(millis);
        return away.toHours() > 0
                ? away.toHours() + " h " + away.toMinutesPart() + " min"
                : away.toMinutes() + " min " + away.toSecondsPart() + " s";
    }
}
