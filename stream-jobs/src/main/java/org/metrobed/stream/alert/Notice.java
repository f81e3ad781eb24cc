package org.metrobed.stream.alert;

import java.util.Comparator;
import org.metrobed.analysis.correlate.Report;
import org.metrobed.analysis.correlate.Standing;
import org.metrobed.model.AlertEvent;
import org.metrobed.model.DatastreamId;
import org.metrobed.model.Liveness;
import org.metrobed.stream.decode.Sighting;

/**
 * Something that alerts are made of; exactly one of the three is not null. Immutable.
 *
 * @param report what a detector tells
 * @param standing how a datastream stands to what is expected of it
 * @param sighting who was heard
 */
record Notice(Report report, Standing standing, Sighting sighting) {

    /**
     * The order in the log, whatever the order of arrival: by log time; at one time who was heard, first of all who is
     * offline, then standings, then reports by datastream, detector and number.
     */
    static final Comparator<Notice> ORDER = Comparator.comparingLong(Notice::logMillis)
            .thenComparingInt(Notice::rank)
            .thenComparing(Notice::subject)
            .thenComparing(Notice::detail)
            .thenComparingInt(Notice::number)
            .thenComparing(Notice::last);

    static Notice of(Report report) {
        return new Notice(report, null, null);
    }

    static Notice of(Standing standing) {
        return new Notice(null, standing, null);
    }

    static Notice of(Sighting sighting) {
        return new Notice(null, null, sighting);
    }

    /** Log time, milliseconds since 1970 UTC. */
    long logMillis() {
        if (sighting != null) {
            return sighting.receivedMillis();
        }
        return report == null ? standing.recordedMillis() : report.event().recordedMillis();
    }

    /** Where neighbours are: test-bed and property of the datastream. */
    String place() {
        DatastreamId id = new DatastreamId(subject());
        return id.testbed() + "/" + id.property();
    }

    private int rank() {
        if (sighting != null) {
            return sighting.status() == Liveness.Status.OFFLINE ? 0 : 1;
        }
        return standing != null ? 2 : 3;
    }

    private String subject() {
        if (sighting != null) {
            return sighting.key();
        }
        return report == null ? standing.datastream() : report.event().datastream();
    }

    private String detail() {
        return sighting != null
                ? sighting.gateway()
                : standing != null ? "" : report.event().detector();
    }

    private int number() {
        return report == null ? 0 : report.event().sequence();
    }

    private String last() {
        if (sighting != null) {
            return sighting.status().word();
        }
        if (standing != null) {
            return Long.toString(standing.atMicros());
        }
        AlertEvent event = report.event();
        return event.onsetMicros() + " " + event.kind().word() + " " + event.alertId();
    }
}
