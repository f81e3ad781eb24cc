package org.metrobed.analysis.correlate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.metrobed.model.AlertEvent;
import org.metrobed.model.DatastreamId;
import org.metrobed.model.Severity;

/** Raises one alert for a thing with several silent datastreams. The state is in {@link OpenAlerts}. */
final class SilentThings {

    /** Silences that opened longer ago have another reason, milliseconds of log time. */
    static final long TOGETHER_MILLIS = 3_600_000;

    private static final String SUBJECT = "/thing";

    private final OpenAlerts openAlerts;

    SilentThings(OpenAlerts openAlerts) {
        this.openAlerts = openAlerts;
    }

    /** The open alert of a thing, {@code testbed/thing}. */
    Optional<TrackedAlert> find(String thing) {
        return openAlerts.of(thing + SUBJECT).stream()
                .filter(known -> known.open() && GatewayAlerts.is(known.last()))
                .findFirst();
    }

    /**
     * A datastream is silent. Raises the alert of its thing if other datastreams of the thing are silent too.
     *
     * @param waiting silences of the same thing that are not emitted yet
     * @return id of the parent alert, empty for none
     */
    String join(DetectorReport report, List<AlertEvent> waiting, long nowMillis) {
        String thing = new DatastreamId(report.event().datastream()).thing();
        Optional<TrackedAlert> known = find(thing);
        if (known.isPresent()) {
            return known.get().id();
        }
        List<TrackedAlert> open = openAlerts.silencesOf(thing).stream()
                .filter(other -> !other.id().equals(report.event().alertId()))
                .filter(other -> other.openedMillis() > nowMillis - TOGETHER_MILLIS)
                .toList();
        if (open.isEmpty() && waiting.isEmpty()) {
            return "";
        }
        List<AlertEvent> all = new ArrayList<>(waiting);
        open.forEach(other -> all.add(other.last()));
        all.add(report.event());
        String id = open(thing, all, nowMillis);
        open.stream().filter(other -> other.parent().isEmpty()).forEach(other -> openAlerts.move(other, id, nowMillis));
        return id;
    }

    /** A datastream of a thing is back. Resolves the alert of the thing if no other datastream is silent. */
    void back(String thing, long nowMillis) {
        find(thing).filter(known -> openAlerts.silencesOf(thing).isEmpty()).ifPresent(known -> {
            String message = GatewayAlerts.shortName(thing) + " is back after "
                    + GatewayAlerts.words(nowMillis - known.last().onsetMicros() / 1_000);
            openAlerts.emit(GatewayAlerts.resolved(known.last(), nowMillis, message));
        });
    }

    private String open(String thing, List<AlertEvent> silences, long nowMillis) {
        long since = silences.stream().mapToLong(AlertEvent::onsetMicros).min().orElseThrow() / 1_000;
        Severity severity = silences.stream()
                .map(AlertEvent::severity)
                .max(Comparator.naturalOrder())
                .orElseThrow();
        String message = "several datastreams of " + GatewayAlerts.shortName(thing) + " are silent since "
                + GatewayAlerts.clock(since);
        DetectorReport opened = GatewayAlerts.opened(
                thing + SUBJECT, AlertCorrelator.THING_SILENT, severity, since, nowMillis, message);
        openAlerts.emit(opened);
        return opened.event().alertId();
    }
}
