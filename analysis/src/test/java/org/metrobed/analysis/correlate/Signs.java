package org.metrobed.analysis.correlate;

import org.metrobed.model.AlertEvent;
import org.metrobed.model.AlertEvent.Kind;
import org.metrobed.model.AlertEventBuilder;
import org.metrobed.model.Finding;
import org.metrobed.model.Finding.Origin;
import org.metrobed.model.Liveness;
import org.metrobed.model.Severity;
import org.metrobed.model.Site;

/**
 * Reports, deviations and liveness signals with default values; times are seconds after a noon, the interval is a
 * minute.
 */
final class Signs {

    static final long NOON = 1_777_636_800_000L;
    static final long INTERVAL_SECONDS = 60;

    private Signs() {}

    /** The log time of a second. */
    static long at(long second) {
        return NOON + second * 1_000;
    }

    /** The site this many metres north of the first. */
    static Site north(double metres) {
        return new Site(48.2 + metres / 111_195, 16.4);
    }

    /** An alert opens: a value of 80, where the band ends at 50. */
    static DetectorReport above(String datastream, String cause, Site site, long second) {
        return report(datastream, cause, site, second, second, 80);
    }

    /** A silence: nothing was received for four intervals. */
    static DetectorReport silence(String datastream, long second) {
        return silence(datastream, second - 4 * INTERVAL_SECONDS, second);
    }

    /** A silence at a second: nothing was received since an earlier one. */
    static DetectorReport silence(String datastream, long heardSecond, long second) {
        return report(datastream, "silence", Site.NOWHERE, heardSecond, second, Double.NaN);
    }

    private static DetectorReport report(
            String datastream, String cause, Site site, long onsetSecond, long second, double value) {
        AlertEvent event = AlertEventBuilder.builder()
                .alertId(datastream + "|" + cause + "|" + onsetSecond)
                .kind(Kind.OPENED)
                .datastream(datastream)
                .detector(cause.equals("threshold") ? "high" : "watch")
                .severity(Severity.WARNING)
                .onsetMicros(at(onsetSecond) * 1_000)
                .atMicros(at(second) * 1_000)
                .recordedMillis(at(second))
                .observed(value)
                .peak(value)
                .expectedLow(10)
                .expectedHigh(50)
                .message("words")
                .catalogVersion(1)
                .finding(new Finding(cause, 0.9, 30, Origin.UNKNOWN, ""))
                .build();
        return new DetectorReport(event, site, INTERVAL_SECONDS * 1_000);
    }

    /** A later step of the same alert. */
    static DetectorReport then(DetectorReport report, Kind kind, long second) {
        AlertEvent event = report.event().with(report.event().sequence() + 1, kind);
        return new DetectorReport(
                DetectorReports.at(event, at(second), event.severity()), report.site(), report.intervalMillis());
    }

    /** The same report with another severity. */
    static DetectorReport of(DetectorReport report, Severity severity) {
        AlertEvent event = report.event();
        return new DetectorReport(
                DetectorReports.at(event, event.recordedMillis(), severity), report.site(), report.intervalMillis());
    }

    /** The same report with another origin. */
    static DetectorReport of(DetectorReport report, Origin origin) {
        return DetectorReports.with(report, report.event().finding().withOrigin(origin), "");
    }

    /** A deviation with the expected value 30 and the band 10 to 50. */
    static Deviation deviation(String datastream, Site site, long second, double value) {
        return new Deviation(datastream, at(second) * 1_000, at(second), value, 30, 10, 50, site);
    }

    static DeviceStatus gateway(String id, long second) {
        return gateway(id, second, Liveness.Status.UNKNOWN);
    }

    static DeviceStatus gateway(String id, long second, Liveness.Status status) {
        return new DeviceStatus(Liveness.Kind.GATEWAY, id, "", at(second), status);
    }

    static DeviceStatus thing(String id, String gateway, long second) {
        return new DeviceStatus(Liveness.Kind.THING, id, gateway, at(second), Liveness.Status.UNKNOWN);
    }

    /** Ingest is down from one second to another: its alert opens or ends. */
    static AlertEvent outage(long fromSecond, long toSecond, Kind kind) {
        long end = kind == Kind.OPENED ? fromSecond + 60 : toSecond;
        return AlertEventBuilder.builder()
                .alertId("outage-" + fromSecond)
                .sequence(kind == Kind.OPENED ? 0 : 1)
                .kind(kind)
                .datastream("metrobed/pipeline/ingest")
                .detector("ingest-silent")
                .severity(Severity.CRITICAL)
                .onsetMicros(at(fromSecond) * 1_000)
                .atMicros(at(end) * 1_000)
                .recordedMillis(kind == Kind.OPENED ? at(fromSecond) - 1_001 : at(end))
                .observed(60)
                .peak(60)
                .expectedLow(Double.NaN)
                .expectedHigh(60)
                .message("words")
                .catalogVersion(-1)
                .finding(Finding.certain("silence"))
                .build();
    }
}
