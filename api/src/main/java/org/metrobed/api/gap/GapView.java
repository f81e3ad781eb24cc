package org.metrobed.api.gap;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.metrobed.analysis.gap.Gap;
import org.metrobed.api.http.Doc;
import org.metrobed.api.http.Moments;

/** A range of a datastream without usable readings. */
public record GapView(
        @Doc("testbed/thing/property") String datastream,

        @Doc("phenomenon time of the last usable reading before it; if openStart, the start of the range")
        Instant from,

        @Doc("phenomenon time of the first usable reading after it; if openEnd, the end of the range or asOf")
        Instant to,

        @Doc("it reaches the start of the range: it may have begun earlier")
        boolean openStart,

        @Doc("it reaches the end of the range or asOf: it may last")
        boolean openEnd,

        @Doc("from its start to its end, seconds") double lengthSeconds,

        @Doc(
                value =
                        "expected time between readings, ISO 8601, in the version of the catalog that judged the reading before it, or the"
                                + " first one after it; null if no version has the datastream",
                nullable = true)
        String interval,

        @Doc("number of usable readings that are missing at that interval; null if the interval is null")
        Long missing,

        @Doc(
                "withheld-by-quality, before-first, no-value, ingest-down, gateway-offline, after-last or not-received: the first of"
                        + " these that explains at least half of it")
        String cause,

        @Doc(value = "the cause in words; null if there is nothing to add", nullable = true)
        String detail,

        @Doc("readings in it that are not usable, by flag") Withheld withheld,

        @Doc("codes of the quality tests that flagged them") List<String> tests) {

    /** Number of unusable readings by flag. */
    public record Withheld(long good, long notEvaluated, long suspect, long fail, long missing) {}

    /** A gap. */
    static GapView of(GapRow row) {
        Gap gap = row.found().gap();
        org.metrobed.analysis.gap.Withheld withheld = row.found().withheld();
        return new GapView(
                row.datastream(),
                Moments.ofMicros(gap.fromMicros()),
                Moments.ofMicros(gap.toMicros()),
                gap.openStart(),
                gap.openEnd(),
                gap.lengthMicros() / 1e6,
                row.intervalMillis().isPresent()
                        ? Duration.ofMillis(row.intervalMillis().getAsLong()).toString()
                        : null,
                row.missing() < 0 ? null : row.missing(),
                row.cause().word(),
                row.detail(),
                new Withheld(
                        withheld.good(),
                        withheld.notEvaluated(),
                        withheld.suspect(),
                        withheld.fail(),
                        withheld.missing()),
                withheld.tests());
    }
}
