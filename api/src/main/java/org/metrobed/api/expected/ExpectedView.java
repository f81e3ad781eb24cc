package org.metrobed.api.expected;

import java.time.Instant;
import org.metrobed.analysis.anomaly.Band;
import org.metrobed.api.http.Doc;
import org.metrobed.api.http.Moments;
import org.metrobed.api.http.Numbers;

/** What was expected of a datastream at a time. */
public record ExpectedView(
        @Doc("phenomenon time") Instant time,

        @Doc("the usual value at this time of day, by all values before")
        Double expected,

        @Doc("lower bound: about 99 of 100 ordinary values are between the bounds")
        Double low,

        @Doc("upper bound") Double high) {

    static ExpectedView of(long timeMicros, Band band) {
        return new ExpectedView(
                Moments.ofMicros(timeMicros),
                Numbers.finite(band.expected()),
                Numbers.finite(band.low()),
                Numbers.finite(band.high()));
    }
}
