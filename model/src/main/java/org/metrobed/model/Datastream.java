package org.metrobed.model;

import java.util.Locale;
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

    /** The statistic that one reading is: how its values differ, and which aggregates of them have a meaning. */
    public enum Statistic {
        /** A value at one time. */
        INSTANT(Scale.LINE),
        /** A mean over the interval before. */
        MEAN(Scale.LINE),
        /** A count over the interval before; sums make sense. */
        COUNT(Scale.LINE),
        /** A direction, degrees clockwise from north; means go around the circle. */
        DIRECTION(Scale.CIRCLE);

        private final Scale scale;

        Statistic(Scale scale) {
            this.scale = scale;
        }

        /** How its values differ. */
        public Scale scale() {
            return scale;
        }

        /** Whether an aggregate of its values has a meaning. */
        public boolean has(Aggregate aggregate) {
            return switch (aggregate) {
                case SUM, TOTAL -> this == COUNT;
                case MIN, MAX, QUANTILE -> scale == Scale.LINE;
                case DIRECTION -> scale == Scale.CIRCLE;
                case COUNT, MEAN, SD, FIRST, LAST -> true;
            };
        }

        /** Its word in bundles. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
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
