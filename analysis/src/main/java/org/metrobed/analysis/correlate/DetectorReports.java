package org.metrobed.analysis.correlate;

import org.metrobed.model.AlertEvent;
import org.metrobed.model.Finding;
import org.metrobed.model.Severity;

/** Copies alert events and reports with changed parts. Static functions only. */
final class DetectorReports {

    private DetectorReports() {}

    /** The same report with another finding. The words, unless empty, are appended to its message. */
    static DetectorReport with(DetectorReport report, Finding finding, String words) {
        AlertEvent event = report.event();
        String message = words.isEmpty() ? event.message() : event.message() + "; " + words;
        return new DetectorReport(event.with(finding, message), report.site(), report.intervalMillis());
    }

    /** An update of the alert: the verdict of the neighbours has changed. */
    static DetectorReport reconsidered(
            DetectorReport report, NeighbourVerdict opinion, String wordsBefore, long nowMillis) {
        AlertEvent event = report.event();
        String message = event.message();
        if (!wordsBefore.isEmpty() && message.endsWith("; " + wordsBefore)) {
            message = message.substring(0, message.length() - wordsBefore.length() - 2);
        }
        AlertEvent updated = event.with(event.sequence(), AlertEvent.Kind.UPDATED)
                .with(event.finding().withOrigin(opinion.origin()), message + "; " + opinion.words());
        return new DetectorReport(at(updated, nowMillis, updated.severity()), report.site(), report.intervalMillis());
    }

    /** The same event with another log time and severity. */
    static AlertEvent at(AlertEvent event, long recordedMillis, Severity severity) {
        return event.with().severity(severity).recordedMillis(recordedMillis).build();
    }
}
