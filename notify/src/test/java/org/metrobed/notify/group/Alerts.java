package org.metrobed.notify.group;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.metrobed.model.AlertEvent;
import org.metrobed.model.AlertEventBuilder;
import org.metrobed.model.Finding;
import org.metrobed.model.Severity;
import org.metrobed.model.Site;
import org.metrobed.notify.naming.NamesInCatalog;
import org.metrobed.notify.receiver.AlertMessage;
import org.metrobed.notify.receiver.Receiver;
import org.metrobed.store.naming.CatalogName;
import org.metrobed.store.notification.KnownAlert;
import org.metrobed.store.notification.Notification;
import org.metrobed.store.notification.NotificationBuilder;
import org.metrobed.testkit.Times;

/** Alerts, groups and messages with ordinary contents; a test sets only what it needs. Immutable. */
public record Alerts(
        String id,
        AlertEvent.Kind kind,
        String datastream,
        String detector,
        Severity severity,
        long openedMillis,
        long atMicros,
        Finding finding,
        boolean acknowledged,
        boolean approved) {

    /** The names of the city. */
    public static final NamesInCatalog NAMES = new NamesInCatalog(Stream.of(
                    CatalogName.ofTestbed("city", "Riverbend", "Europe/Vienna"),
                    CatalogName.ofThing("city/station", "Market square", new Site(48.2, 16.4)),
                    new CatalogName(
                            "city/station/pm25", "PM2.5", "ug/m3", "", 300_000, Site.NOWHERE, List.of("unhealthy")))
            .collect(Collectors.toMap(CatalogName::id, name -> name)));

    /** An open alert since noon. */
    public static Alerts alert(String id) {
        return new Alerts(
                id,
                AlertEvent.Kind.OPENED,
                "city/station/pm25",
                "watch",
                Severity.WARNING,
                Times.NOON_MILLIS,
                Times.NOON_MICROS,
                new Finding("jump", 0.93, 11, Finding.Origin.UNKNOWN, ""),
                false,
                false);
    }

    /** Sets the kind of the last event. */
    public Alerts as(AlertEvent.Kind newKind) {
        return new Alerts(
                id, newKind, datastream, detector, severity, openedMillis, atMicros, finding, acknowledged, approved);
    }

    /** Sets datastream and detector. */
    public Alerts of(String newDatastream, String newDetector) {
        return new Alerts(
                id,
                kind,
                newDatastream,
                newDetector,
                severity,
                openedMillis,
                atMicros,
                finding,
                acknowledged,
                approved);
    }

    /** Sets the severity. */
    public Alerts severe(Severity newSeverity) {
        return new Alerts(
                id, kind, datastream, detector, newSeverity, openedMillis, atMicros, finding, acknowledged, approved);
    }

    /** Opened at this log time, with readings up to that time. */
    public Alerts opened(long newOpenedMillis, long newAtMillis) {
        return new Alerts(
                id,
                kind,
                datastream,
                detector,
                severity,
                newOpenedMillis,
                newAtMillis * 1_000,
                finding,
                acknowledged,
                approved);
    }

    /** Sets the parent alert. */
    public Alerts under(String parent) {
        return found(finding.withParent(parent));
    }

    /** Sets the origin. */
    public Alerts because(Finding.Origin origin) {
        return found(finding.withOrigin(origin));
    }

    /** Sets acknowledgement and approval. */
    public Alerts handled(boolean isAcknowledged, boolean isApproved) {
        return new Alerts(
                id, kind, datastream, detector, severity, openedMillis, atMicros, finding, isAcknowledged, isApproved);
    }

    /** The alert. */
    public KnownAlert known() {
        AlertEvent last = AlertEventBuilder.builder()
                .alertId(id)
                .sequence(1)
                .kind(kind)
                .datastream(datastream)
                .detector(detector)
                .severity(severity)
                .onsetMicros(Times.NOON_MICROS)
                .atMicros(atMicros)
                .recordedMillis(Math.max(openedMillis, atMicros / 1_000))
                .observed(412)
                .peak(430)
                .expectedLow(3)
                .expectedHigh(25)
                .message("412 µg/m³ at 12:00, expected 3 to 25 for a Friday noon")
                .catalogVersion(7)
                .finding(finding)
                .build();
        return new KnownAlert(last, openedMillis, acknowledged, approved);
    }

    /** A group with only this alert. */
    public Group group() {
        KnownAlert alert = known();
        return new Group(id, alert, alert.isOpen() ? List.of(alert) : List.of(), alert.isOpen() ? 1 : 0);
    }

    /** The first message about the alert, to this receiver. */
    public AlertMessage message(String receiver) {
        return message(row(receiver, Notification.Step.FIRING, 0), group(), List.of());
    }

    /** A row of the outbox about the alert, made this number of seconds after noon. */
    public Notification row(String receiver, Notification.Step step, int second) {
        return NotificationBuilder.builder()
                .receiver(receiver)
                .group(id)
                .round(0)
                .step(step)
                .severity(severity)
                .size(group().level())
                .approved(approved)
                .madeMillis(Times.NOON_MILLIS + second * 1_000L)
                .content("")
                .build();
    }

    /** A message. */
    public static AlertMessage message(Notification row, Group group, List<Notification> earlier) {
        return new AlertMessage(row, group, earlier, NAMES);
    }

    /** The messages as they are kept in the outbox. */
    public static List<Notification> written(Receiver receiver, AlertMessage... messages) {
        return Arrays.stream(messages)
                .map(message -> message.what().withContent(receiver.write(message)))
                .toList();
    }

    private Alerts found(Finding newFinding) {
        return new Alerts(
                id, kind, datastream, detector, severity, openedMillis, atMicros, newFinding, acknowledged, approved);
    }
}
