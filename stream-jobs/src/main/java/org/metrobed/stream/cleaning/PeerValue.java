package org.metrobed.stream.cleaning;

import java.util.Comparator;
import org.metrobed.model.RawPosition;

/**
 * A value of another datastream. Immutable.
 *
 * @param phenomenonMicros when it was observed, microseconds since 1970 UTC
 * @param value in that datastream's unit; NaN when missing or refused by its own span
 * @param logMillis its place in the log's time, milliseconds since 1970 UTC
 * @param raw where in the raw log it came from
 */
record PeerValue(long phenomenonMicros, double value, long logMillis, RawPosition raw) {

    /** By phenomenon time; of one time, as the log has them. */
    static final Comparator<PeerValue> ORDER = Comparator.comparingLong(PeerValue::phenomenonMicros)
            .thenComparingLong(PeerValue::logMillis)
            .thenComparing(PeerValue::raw);
}
