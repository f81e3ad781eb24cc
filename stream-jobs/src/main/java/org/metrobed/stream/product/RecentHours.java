package org.metrobed.stream.product;

import java.util.NavigableMap;
import java.util.TreeMap;
import org.metrobed.model.Observation;
import org.metrobed.model.QualityFlag;
import org.metrobed.model.RawPosition;

/** The last hours of one datastream. Mutable, one thread. */
public final class RecentHours {

    /** Microseconds of an hour. */
    static final long HOUR_MICROS = 3_600_000_000L;
    /** Nothing has been published. */
    static final long NEVER = Long.MIN_VALUE;

    /** Of hours that end at or before this nothing is published any more; microseconds since 1970 UTC. */
    long publishedMicros = NEVER;
    /** By start, microseconds since 1970 UTC; hours with a reading alone. */
    NavigableMap<Long, Hour> hours = new TreeMap<>();

    /**
     * What is known of one hour. Immutable.
     *
     * @param sum of its good readings
     * @param good how many good readings it has
     * @param newestMicros time of its newest reading of any flag, microseconds since 1970 UTC
     * @param newest where that lies in the raw log
     * @param catalogVersion the newest among its readings
     */
    record Hour(double sum, int good, long newestMicros, RawPosition newest, long catalogVersion) {

        /** An hour with one reading. */
        static Hour of(Observation first) {
            return new Hour(0, 0, first.phenomenonMicros(), first.raw(), first.catalogVersion()).with(first);
        }

        /** With one reading more. */
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

        /** The mean of the good readings; NaN when they are too few. */
        double mean(long needed) {
            return good >= needed ? sum / good : Double.NaN;
        }
    }

    /** Adds a reading to its hour. */
    void add(Observation observation) {
        long start = Math.floorDiv(observation.phenomenonMicros(), HOUR_MICROS) * HOUR_MICROS;
        hours.merge(start, Hour.of(observation), (before, first) -> before.with(observation));
    }
}
