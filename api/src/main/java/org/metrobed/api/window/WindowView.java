package org.metrobed.api.window;

import java.time.Duration;
import java.time.Instant;
import org.metrobed.api.http.Doc;
import org.metrobed.api.http.Moments;
import org.metrobed.api.http.Numbers;
import org.metrobed.core.window.Summary;
import org.metrobed.core.window.WindowRevision;
import org.metrobed.store.window.MergedWindow;

/** A window of a datastream, all its revisions up to {@code asOf} put together. */
public record WindowView(
        @Doc("testbed/thing/property") String datastream,
        @Doc("start, inclusive") Instant start,
        @Doc("end, exclusive") Instant end,
        @Doc("length, ISO 8601") String size,
        @Doc("UCUM, of the catalog in force") String unit,
        @Doc("how many readings by flag") Counts counts,
        @Doc("how many readings a complete window has") int expected,

        @Doc("readings summarised over readings expected, in [0,1]")
        double coverage,

        @Doc("coverage is under 0.75") boolean incomplete,

        @Doc("mean; null when there is no reading to summarise")
        Double mean,

        @Doc("sample standard deviation; null below two readings")
        Double sd,

        @Doc("least value") Double min,
        @Doc("when the least was first seen") Instant minTime,
        @Doc("greatest value") Double max,
        @Doc("when the greatest was first seen") Instant maxTime,
        @Doc("sum of the values") Double sum,
        @Doc("earliest value") Double first,
        @Doc("its time") Instant firstTime,
        @Doc("latest value") Double last,
        @Doc("its time") Instant lastTime,

        @Doc("the newest revision among those put together; 0 is the closing")
        int revision,

        @Doc("how many revisions were put together") int revisions,

        @Doc("readings of all flags that came after the window had closed")
        long lateCount,

        @Doc("log time of the newest revision") Instant recordedTime,

        @Doc("the newest catalog version among its readings")
        long catalogVersion) {

    /** Under this coverage a window is incomplete. */
    public static final double COMPLETE = 0.75;

    /** How many readings by flag. */
    public record Counts(long good, long notEvaluated, long suspect, long fail, long missing) {}

    /** One revision alone. */
    public static WindowView of(WindowRevision revision, String unit, WindowFlags flags) {
        return of(new MergedWindow(revision, 1), unit, flags);
    }

    /** A window with the unit of its datastream, summarising readings of some flags. */
    public static WindowView of(MergedWindow merged, String unit, WindowFlags flags) {
        WindowRevision window = merged.window();
        Summary summary = flags.summary(window);
        boolean any = summary.count() > 0;
        double coverage = Math.min(1.0, summary.count() / (double) window.expected());
        return new WindowView(
                window.datastream(),
                Moments.ofMicros(window.startMicros()),
                Moments.ofMicros(window.endMicros()),
                Duration.ofMillis(window.sizeMillis()).toString(),
                unit,
                new Counts(
                        window.good().count(),
                        window.notEvaluatedCount(),
                        window.suspect().count(),
                        window.failCount(),
                        window.missingCount()),
                window.expected(),
                coverage,
                coverage < COMPLETE,
                Numbers.finite(summary.mean()),
                Numbers.finite(summary.standardDeviation()),
                Numbers.finite(summary.min()),
                any ? Moments.ofMicros(summary.minMicros()) : null,
                Numbers.finite(summary.max()),
                any ? Moments.ofMicros(summary.maxMicros()) : null,
                any ? Numbers.finite(summary.sum()) : null,
                Numbers.finite(summary.first()),
                any ? Moments.ofMicros(summary.firstMicros()) : null,
                Numbers.finite(summary.last()),
                any ? Moments.ofMicros(summary.lastMicros()) : null,
                window.revision(),
                merged.revisions(),
                window.lateCount(),
                Instant.ofEpochMilli(window.recordedMillis()),
                window.catalogVersion());
    }
}
