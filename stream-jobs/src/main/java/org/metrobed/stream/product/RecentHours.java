package org.metrobed.stream.product;

import java.util.NavigableMap;
import java.util.TreeMap;
import org.metrobed.model.Observation;
import org.metrobed.model.QualityFlag;
import org.metrobed.model.RawPosition;
import org.metrobed.model.window.ExpectedReadings;

/** The last hours of one datastream. Mutable, one thread. */
public final class RecentHours {

    /** Microseconds of an hour. */
    static final long HOUR_MICROS = 3_600_000_000L;
    /** The value if nothing has been published. */
    static final long NEVER = Long.MIN_VALUE;

    /** Hours that end at or before this time are not published any more; microseconds since 1970 UTC. */
    long publishedMicros = NEVER;
    /** By start, microseconds since 1970 UTC; only hours with a reading. */
    NavigableMap<Long, Hour> hours = new TreeMap<>();

    /**
     * Summary of one hour. Immutable.
     *
     * @param sum of its good readings
     * @param good number of good readings
     * @param newestMicros time of its newest reading of any flag, microseconds since 1970 UTC
     * @param newest position of that reading in the raw log
     * @param catalogVersion the newest among its readings
     */
    record Hour(double sum, int good, long newestMicros, RawPosition newest, long catalogVersion) {

        /** An hour with one reading. */
        static Hour of(Observation first) {
            return new Hour(0, 0, first.phenomenonMicros(), first.raw(), first.catalogVersion()).with(first);
        }

        /** This hour with one more reading. */
        Hour with(Observation next) {
            boolean counts = next.flag() == QualityFlag.GOOD;
            boolean newer = next.phenomenonMicros() >= newestMicros;
            return new Hour(
                    counts ? sum + next.result() : sum,
                    counts ? good + 1 : good,
                    newer ? next.phenomenonMicros() : newestMicros,
                    newer ? next.raw() : newest,
                    Math.max(catalogVersion, next.catalogVersion()));
        }

        /** The mean of the good readings; NaN if they are too few. */
        double mean(ExpectedReadings expected) {
            return expected.isComplete(good) ? sum / good : Double.NaN;
        }
    }

    /** Adds a reading to its hour. */
    void add(Observation observation) {
        long start = Math.floorDiv(observation.phenomenonMicros(), HOUR_MICROS) * HOUR_MICROS;
        hours.merge(start, Hour.of(observation), (before, first) -> before.with(observation));
    }
}
