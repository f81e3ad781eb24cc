package org.metrobed.stream.cleaning;

import java.util.Comparator;
import org.metrobed.model.RawPosition;

/**
 * A value of a peer datastream. Immutable.
 *
 * @param phenomenonMicros phenomenon time, microseconds since 1970 UTC
 * @param value in that datastream's unit; NaN if missing or refused by its own span
 * @param logMillis its log time, milliseconds since 1970 UTC
 * @param raw its position in the raw log
 */
record PeerValue(long phenomenonMicros, double value, long logMillis, RawPosition raw) {

    /** By phenomenon time, then by position in the log. */
    static final Comparator<PeerValue> ORDER = Comparator.comparingLong(PeerValue::phenomenonMicros)
            .thenComparingLong(PeerValue::logMillis)
            .thenComparing(PeerValue::raw);
}
