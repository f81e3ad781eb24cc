package org.metrobed.api.alarm;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.metrobed.api.health.HealthView.PartView;
import org.metrobed.model.AlertEvent;
import org.metrobed.model.AlertEventBuilder;
import org.metrobed.model.Finding;
import org.metrobed.model.Severity;
import org.metrobed.topics.RawAlarm;

/**
 * Decides which parts of the system have an alarm: a part that has been down for two minutes, or behind for ten, until it
 * has been up for two. Holds at most one alarm a part. Not thread-safe.
 */
final class SystemAlarms {

    /** The beginning of the pseudo-datastreams; the name of the part follows. */
    static final String DATASTREAM = RawAlarm.DATASTREAMS;
    /** The rule's name. */
    static final String DETECTOR = "system-health";

    /** The pipeline itself raises the first two; while the others are down, nothing can be stored. */
    private static final Set<String> NOT_WATCHED = Set.of("ingest", "catalog", "kafka", "database");

    private static final Duration DOWN = Duration.ofMinutes(2);
    private static final Duration BEHIND = Duration.ofMinutes(10);
    private static final Duration WELL = Duration.ofMinutes(2);

    private record Phase(String status, Instant since) {}

    private final Map<String, AlertEvent> open = new HashMap<>();
    private final Map<String, Phase> phases = new HashMap<>();

    /** Takes over an alarm that was open before this process started. */
    void restore(AlertEvent newest) {
        open.put(newest.datastream().substring(DATASTREAM.length()), newest);
    }

    /** Forgets everything, for another start. */
    void clear() {
        open.clear();
        phases.clear();
    }

    /** The events that are due. The caller writes each and then calls {@link #written}. */
    List<AlertEvent> look(List<PartView> parts, Instant now) {
        List<AlertEvent> due = new ArrayList<>();
        for (PartView part : parts) {
            if (!NOT_WATCHED.contains(part.name())) {
                look(part, now).ifPresent(due::add);
            }
        }
        return due;
    }

    /** An event is in the log. */
    void written(AlertEvent event) {
        String part = event.datastream().substring(DATASTREAM.length());
        if (event.kind() == AlertEvent.Kind.RESOLVED) {
            open.remove(part);
        } else {
            open.put(part, event);
        }
    }

    private Optional<AlertEvent> look(PartView part, Instant now) {
        Phase phase = phases.get(part.name());
        if (phase == null || !phase.status().equals(part.status())) {
            phase = new Phase(part.status(), now);
            phases.put(part.name(), phase);
        }
        Duration lasts = Duration.between(phase.since(), now);
        AlertEvent before = open.get(part.name());
        if (part.status().equals(PartView.UP)) {
            return before == null || lasts.compareTo(WELL) < 0
                    ? Optional.empty()
                    : Optional.of(next(before, AlertEvent.Kind.RESOLVED, before.severity(), part, now));
        }
        boolean down = part.status().equals(PartView.DOWN);
        Severity severity = down ? Severity.CRITICAL : Severity.WARNING;
        if (lasts.compareTo(down ? DOWN : BEHIND) < 0) {
            return Optional.empty();
        }
        if (before == null) {
            return Optional.of(opened(part, severity, phase.since(), now));
        }
        return severity.compareTo(before.severity()) > 0
                ? Optional.of(next(before, AlertEvent.Kind.UPDATED, severity, part, now))
                : Optional.empty();
    }

    private static AlertEvent opened(PartView part, Severity severity, Instant since, Instant now) {
        String key = DATASTREAM + part.name() + "|" + DETECTOR + "|" + since.toEpochMilli();
        return AlertEventBuilder.builder()
                .alertId(UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8))
                        .toString())
                .sequence(0)
                .kind(AlertEvent.Kind.OPENED)
                .datastream(DATASTREAM + part.name())
                .detector(DETECTOR)
                .severity(severity)
                .onsetMicros(TimeUnit.MILLISECONDS.toMicros(since.toEpochMilli()))
                .atMicros(TimeUnit.MILLISECONDS.toMicros(now.toEpochMilli()))
                .recordedMillis(now.toEpochMilli())
                .observed(0)
                .peak(0)
                .expectedLow(Double.NaN)
                .expectedHigh(Double.NaN)
                .message(message(part))
                .catalogVersion(-1)
                .finding(Finding.certain("system"))
                .build();
    }

    private static AlertEvent next(
            AlertEvent before, AlertEvent.Kind kind, Severity severity, PartView part, Instant now) {
        return before.with()
                .sequence(before.sequence() + 1)
                .kind(kind)
                .severity(severity)
                .atMicros(TimeUnit.MILLISECONDS.toMicros(now.toEpochMilli()))
                .recordedMillis(now.toEpochMilli())
                .message(message(part))
                .build();
    }

    private static String message(PartView part) {
        return part.name() + " is " + part.status() + ": " + part.detail();
    }
}
