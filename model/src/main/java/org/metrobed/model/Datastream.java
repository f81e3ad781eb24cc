package org.metrobed.model;

import java.util.Objects;

/**
 * One observed property of one thing, measured by one sensor. Immutable.
 *
 * @param id {@code testbed/thing/property}
 * @param name for people
 * @param unit UCUM, such as {@code ug/m3}
 * @param settings settings of cleaning, windows and anomaly detection
 * @param gas converts between mass per volume and share of the molecules; null if the property is not a gas
 */
public record Datastream(DatastreamId id, String name, String unit, DatastreamSettings settings, Gas gas) {

    /** The statistic that one reading is. */
    public enum Statistic {
        /** A value at one time. */
        INSTANT,
        /** A mean over the interval before. */
        MEAN,
        /** A count over the interval before; sums make sense. */
        COUNT,
        /** A direction, degrees clockwise from north; means go around the circle. */
        DIRECTION
    }

    public Datastream {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(unit, "unit");
        Objects.requireNonNull(settings, "settings");
    }

    /** A datastream whose property is not a gas, or whose gas is not known. */
    public Datastream(DatastreamId id, String name, String unit, DatastreamSettings settings) {
        this(id, name, unit, settings, null);
    }

    /** The statistic of one reading. */
    public Statistic statistic() {
        return settings.statistic();
    }

    /** Whether its values are computed from other datastreams; otherwise they are measured. */
    public boolean isDerived() {
        return settings.derivation().isDerived();
    }
}
