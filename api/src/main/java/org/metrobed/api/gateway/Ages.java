package org.metrobed.api.gateway;

import java.time.Instant;
import org.metrobed.api.http.Moments;
import org.metrobed.model.Liveness;

/** Ages of liveness rows; null if unknown. Static functions only. */
final class Ages {

    private Ages() {}

    /** Time from the last message to a log time, seconds. The row may be some seconds newer; then it is 0. */
    static double seconds(Liveness liveness, Instant asOf) {
        return Math.max(0, asOf.toEpochMilli() - liveness.heardMillis()) / 1e3;
    }

    static Instant phenomenonTime(Liveness liveness) {
        return liveness.phenomenonMicros() == Long.MIN_VALUE ? null : Moments.ofMicros(liveness.phenomenonMicros());
    }

    static Long skew(Liveness liveness) {
        return liveness.skewSamples() == 0 ? null : Long.valueOf(liveness.skewMillis());
    }
}
