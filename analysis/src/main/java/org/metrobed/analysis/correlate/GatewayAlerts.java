package org.metrobed.analysis.correlate;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.UUID;
import org.metrobed.model.AlertEvent;
import org.metrobed.model.AlertEventBuilder;
import org.metrobed.model.Finding;
import org.metrobed.model.Severity;
import org.metrobed.model.Site;

/** Alerts that the correlator raises itself: for silent gateways, their network, and things. Static functions only. */
final class GatewayAlerts {

    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private GatewayAlerts() {}

    /** Whether the correlator raised this alert. */
    static boolean is(AlertEvent event) {
        return event.detector().equals(AlertCorrelator.GATEWAY_SILENT)
                || event.detector().equals(AlertCorrelator.THING_SILENT)
                || SilentNetworkRule.is(event);
    }

    /**
     * A silence begins.
     *
     * @param subject used in place of a datastream
     * @param onsetMillis log time since which nothing was received
     * @param nowMillis log time
     */
    static DetectorReport opened(
            String subject, String detector, Severity severity, long onsetMillis, long nowMillis, String message) {
        String key = subject + "|" + detector + "|" + onsetMillis;
        double seconds = (nowMillis - onsetMillis) / 1e3;
        return alone(AlertEventBuilder.builder()
                .alertId(UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8))
                        .toString())
                .sequence(0)
                .kind(AlertEvent.Kind.OPENED)
                .datastream(subject)
                .detector(detector)
                .severity(severity)
                .onsetMicros(onsetMillis * 1_000)
                .atMicros(nowMillis * 1_000)
                .recordedMillis(nowMillis)
                .observed(seconds)
                .peak(seconds)
                .expectedLow(Double.NaN)
                .expectedHigh(Double.NaN)
                .message(message)
                .catalogVersion(-1)
                .finding(Finding.certain("silence"))
                .build());
    }

    /** The silence has ended. */
    static DetectorReport resolved(AlertEvent last, long nowMillis, String message) {
        double seconds = (nowMillis - last.onsetMicros() / 1_000) / 1e3;
        return alone(last.with()
                .sequence(last.sequence() + 1)
                .kind(AlertEvent.Kind.RESOLVED)
                .atMicros(nowMillis * 1_000)
                .recordedMillis(nowMillis)
                .observed(seconds)
                .peak(seconds)
                .expectedLow(Double.NaN)
                .expectedHigh(Double.NaN)
                .message(message)
                .catalogVersion(-1)
                .build());
    }

    /** The time of day as text, in UTC: the correlator knows no time zone. */
    static String clock(long millis) {
        return CLOCK.format(Instant.ofEpochMilli(millis));
    }

    /** A duration as text. */
    static String words(long millis) {
        Duration time = Duration.ofMillis(millis);
        return time.toHours() > 0
                ? time.toHours() + " h " + time.toMinutesPart() + " min"
                : time.toMinutes() + " min " + time.toSecondsPart() + " s";
    }

    /** The last part of an id. */
    static String shortName(String id) {
        return id.substring(id.lastIndexOf('/') + 1);
    }

    private static DetectorReport alone(AlertEvent event) {
        return new DetectorReport(event, Site.NOWHERE, 0);
    }
}
