package org.metrobed.analysis.correlate;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.UUID;
import org.metrobed.model.AlertEvent;
import org.metrobed.model.Finding;
import org.metrobed.model.Severity;
import org.metrobed.model.Site;

/** Alerts that the desk raises itself: of gateways and things that are silent. Static functions only. */
final class DerivedAlerts {

    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private DerivedAlerts() {}

    /** Whether the desk raised an alert. */
    static boolean is(AlertEvent event) {
        return event.detector().equals(AlertCorrelator.GATEWAY_SILENT)
                || event.detector().equals(AlertCorrelator.THING_SILENT);
    }

    /**
     * A silence begins.
     *
     * @param subject in place of a datastream
     * @param onsetMillis since when nothing is heard
     * @param nowMillis log time
     */
    static DetectorReport opened(
            String subject, String detector, Severity severity, long onsetMillis, long nowMillis, String message) {
        String key = subject + "|" + detector + "|" + onsetMillis;
        double seconds = (nowMillis - onsetMillis) / 1e3;
        return alone(new AlertEvent(
                UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8)).toString(),
                0,
                AlertEvent.Kind.OPENED,
                subject,
                detector,
                severity,
                onsetMillis * 1_000,
                nowMillis * 1_000,
                nowMillis,
                seconds,
                seconds,
                Double.NaN,
                Double.NaN,
                message,
                -1,
                Finding.certain("silence")));
    }

    /** The silence is over. */
    static DetectorReport resolved(AlertEvent last, long nowMillis, String message) {
        double seconds = (nowMillis - last.onsetMicros() / 1_000) / 1e3;
        return alone(new AlertEvent(
                last.alertId(),
                last.sequence() + 1,
                AlertEvent.Kind.RESOLVED,
                last.datastream(),
                last.detector(),
                last.severity(),
                last.onsetMicros(),
                nowMillis * 1_000,
                nowMillis,
                seconds,
                seconds,
                Double.NaN,
                Double.NaN,
                message,
                -1,
                last.finding()));
    }

    /** The time of day, for people; the desk knows no zone. */
    static String clock(long millis) {
        return CLOCK.format(Instant.ofEpochMilli(millis));
    }

    /** How long, for people. */
    static String words(long millis) {
        Duration time = Duration.ofMillis(millis);
        return time.toHours() > 0
                ? time.toHours() + " h " + time.toMinutesPart() + " min"
                : time.toMinutes() + " min " + time.toSecondsPart() + " s";
    }

    /** The last part of a name. */
    static String shortName(String id) {
        return id.substring(id.lastIndexOf('/') + 1);
    }

    private static DetectorReport alone(AlertEvent event) {
        return new DetectorReport(event, Site.NOWHERE, 0);
    }
}
