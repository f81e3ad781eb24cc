package org.metrobed.api.alarm;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.metrobed.api.health.HealthView.PartView;
import org.metrobed.model.AlertEvent;
import org.metrobed.model.AlertEventBuilder;
import org.metrobed.model.Finding;
import org.metrobed.model.Severity;
import org.metrobed.topics.RawAlarm;

/**
 * Decides which parts of the system have an alarm: a part that has been down for two minutes, or not up for ten, until it
 * has been up for two, or is no longer a part. Raises at most one alarm a part. Not thread-safe.
 */
final class SystemAlarms {

    /** The beginning of the pseudo-datastreams; the name of the part follows. */
    static final String DATASTREAM = RawAlarm.DATASTREAMS;
    /** The rule's name. */
    static final String DETECTOR = "system-health";

    /** The pipeline itself raises the first two; while the others are down, nothing can be stored. */
    private static final Set<String> NOT_WATCHED = Set.of("ingest", "catalog", "kafka", "database");

    private static final Duration DOWN = Duration.ofMinutes(2);
    private static final Duration NOT_UP = Duration.ofMinutes(10);
    private static final Duration WELL = Duration.ofMinutes(2);

    /**
     * A time with one status.
     *
     * @param since when the status began
     * @param notUpSince when the part was up the last time; now, if it is up
     */
    private record Phase(String status, Instant since, Instant notUpSince) {

        static Phase begin(Optional<Phase> before, PartView part, Instant now) {
            Instant notUpSince = before.filter(phase -> !phase.status.equals(PartView.UP))
                    .map(Phase::notUpSince)
                    .orElse(now);
            return new Phase(part.status(), now, notUpSince);
        }
    }

    private final Map<String, AlertEvent> open = new HashMap<>();
    private final Map<String, Phase> phases = new HashMap<>();
    /** Alarms that have ended here; the database may not know it yet. */
    private final Set<String> resolved = new HashSet<>();

    /** Whether nothing is to be restored: the alarm is open here, or has ended. */
    boolean knows(String alertId) {
        return resolved.contains(alertId)
                || open.values().stream().anyMatch(event -> event.alertId().equals(alertId));
    }

    /**
     * Takes over an alarm of before that is stored as open. If it is known, or the part has another one, nothing changes: that one
     * ends first.
     */
    void restore(AlertEvent newest) {
        if (!knows(newest.alertId())) {
            open.putIfAbsent(part(newest), newest);
        }
    }

    /** Forgets everything, for another start. */
    void clear() {
        open.clear();
        phases.clear();
        resolved.clear();
    }

    /** The events that are due. The caller writes each and then calls {@link #written}. */
    List<AlertEvent> look(List<PartView> parts, Instant now) {
        List<AlertEvent> due = new ArrayList<>();
        for (PartView part : parts) {
            if (!NOT_WATCHED.contains(part.name())) {
                look(part, now).ifPresent(due::add);
            }
        }
        Set<String> gone = new TreeSet<>(open.keySet());
        parts.forEach(part -> gone.remove(part.name()));
        gone.forEach(name ->
                look(PartView.up(name, "it is no longer watched", null), now).ifPresent(due::add));
        return due;
    }

    /** An event is in the log. */
    void written(AlertEvent event) {
        if (event.kind() == AlertEvent.Kind.RESOLVED) {
            open.remove(part(event));
            resolved.add(event.alertId());
        } else {
            open.put(part(event), event);
        }
    }

    private static String part(AlertEvent event) {
        return event.datastream().substring(DATASTREAM.length());
    }

    private Optional<AlertEvent> look(PartView part, Instant now) {
        Phase phase = phases.get(part.name());
        if (phase == null || !phase.status().equals(part.status())) {
            phase = Phase.begin(Optional.ofNullable(phase), part, now);
            phases.put(part.name(), phase);
        }
        Duration lasts = Duration.between(phase.since(), now);
        AlertEvent before = open.get(part.name());
        if (part.status().equals(PartView.UP)) {
            return before == null || lasts.compareTo(WELL) < 0
                    ? Optional.empty()
                    : Optional.of(next(before, AlertEvent.Kind.RESOLVED, before.severity(), part, now));
        }
        boolean down = part.status().equals(PartView.DOWN) && lasts.compareTo(DOWN) >= 0;
        if (!down && Duration.between(phase.notUpSince(), now).compareTo(NOT_UP) < 0) {
            return Optional.empty();
        }
        Severity severity = down ? Severity.CRITICAL : Severity.WARNING;
        if (before == null) {
            return Optional.of(opened(part, severity, down ? phase.since() : phase.notUpSince(), now));
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
