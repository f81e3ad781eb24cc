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
        /** A mean over an interval. */
        MEAN(Scale.LINE),
        /** A count over an interval; sums make sense. */
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

        /** What time stamps mean unless the catalog says otherwise: those of means and counts are ends. */
        public Stamp usualStamp() {
            return this == MEAN || this == COUNT ? Stamp.END : Stamp.INSTANT;
        }
    }

    /** The meaning of the time stamps of readings: which time of the interval that a reading stands for. */
    public enum Stamp {
        /** The begin of the interval. */
        BEGIN,
        /** The middle of the interval. */
        MIDDLE,
        /** The end of the interval. */
        END,
        /** The reading stands for a moment, not for an interval. */
        INSTANT;

        /**
         * The phenomenon time of a reading: the begin of its interval, or its moment.
         *
         * @param stampMicros the time stamp, microseconds since 1970 UTC
         */
        public long phenomenonMicros(long stampMicros, ReadingInterval interval) {
            return switch (this) {
                case BEGIN, INSTANT -> stampMicros;
                case MIDDLE -> stampMicros - interval.millis() * 500;
                case END -> interval.beginMicros(stampMicros);
            };
        }

        /** The time stamp of a reading; the inverse of {@link #phenomenonMicros}. */
        public long stampMicros(long phenomenonMicros, ReadingInterval interval) {
            return switch (this) {
                case BEGIN, INSTANT -> phenomenonMicros;
                case MIDDLE -> phenomenonMicros + interval.millis() * 500;
                case END -> interval.endMicros(phenomenonMicros);
            };
        }
    }

    /** Which value stands if two different ones come for one time. */
    public enum Repeats {
        /** The first one. */
        FIRST,
        /** The one that came last, from the first full minute of log time after it. */
        LAST
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
