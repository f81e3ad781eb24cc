package org.metrobed.api.gateway;

import java.time.Instant;
import org.metrobed.api.http.Moments;
import org.metrobed.model.Liveness;

/** What can be said of a sign of life; null where nothing can. Static functions only. */
final class Ages {

    private Ages() {}

    /** From the last message to a log time, seconds; the row may be some seconds newer, which is 0. */
    static double seconds(Liveness heard, Instant asOf) {
        return Math.max(0, asOf.toEpochMilli() - heard.heardMillis()) / 1e3;
    }

    static Instant phenomenonTime(Liveness heard) {
        return heard.phenomenonMicros() == Long.MIN_VALUE ? null : Moments.ofMicros(heard.phenomenonMicros());
    }

    static Long skew(Liveness heard) {
        return heard.skewSamples() == 0 ? null : Long.valueOf(heard.skewMillis());
    }
}
