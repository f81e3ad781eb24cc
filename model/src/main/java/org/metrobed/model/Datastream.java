package org.metrobed.model;

import java.util.Objects;

/**
 * One observed property at one thing by one sensor. Immutable.
 *
 * @param id {@code testbed/thing/property}
 * @param name for people
 * @param unit UCUM, such as {@code ug/m3}
 * @param settings how it is cleaned, windowed and watched
 * @param gas what leads from a mass in a volume to a share of the molecules and back; null when nothing does
 */
public record Datastream(DatastreamId id, String name, String unit, DatastreamSettings settings, Gas gas) {

    /** What one reading of a datastream is. */
    public enum Statistic {
        /** A value at a moment. */
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

    /** One that is no gas, or of which nobody said it. */
    public Datastream(DatastreamId id, String name, String unit, DatastreamSettings settings) {
        this(id, name, unit, settings, null);
    }

    /** What one reading is. */
    public Statistic statistic() {
        return settings.statistic();
    }

    /** Whether its values are computed from other datastreams; else they are measured. */
    public boolean isDerived() {
        return settings.derivation().isDerived();
    }
}
