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
        DIRECTION(Scale.CIRCLE),
        /** An amount over an interval, such as rain; sums make sense. */
        AMOUNT(Scale.LINE),
        /** A meter's cumulative total; its increase makes sense. */
        TOTAL(Scale.LINE),
        /** A state, as a number that stands for a word; the time in it makes sense. */
        STATE(Scale.LINE);

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
                case SUM, TOTAL -> isOfInterval();
                case MIN, MAX, QUANTILE -> scale == Scale.LINE && !isOrdered();
                case MEAN, SD -> !isOrdered();
                case DIRECTION -> scale == Scale.CIRCLE;
                case INCREASE, RESETS -> this == TOTAL;
                case TRANSITIONS, MODE, TIME_IN_STATE -> this == STATE;
                case COUNT, FIRST, LAST -> true;
            };
        }

        /** Whether a reading sums up its interval. */
        public boolean isOfInterval() {
            return this == COUNT || this == AMOUNT;
        }

        private boolean isOrdered() {
            return this == TOTAL || this == STATE;
        }

        /** The statistic of a {@link #word}. */
        public static Statistic of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }

        /** Its word in bundles. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** What time stamps mean unless the catalog says otherwise: those of means, counts and amounts are ends. */
        public Stamp usualStamp() {
            return this == MEAN || isOfInterval() ? Stamp.END : Stamp.INSTANT;
        }

        /** As {@link #usualStamp}, of dates without a time of day: a date names the day that it begins. */
        public Stamp usualStampOfDates() {
            return usualStamp() == Stamp.END ? Stamp.BEGIN : usualStamp();
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
                case MIDDLE -> interval.beginOfMiddleMicros(stampMicros);
                case END -> interval.beginMicros(stampMicros);
            };
        }

        /** The time stamp of a reading; the inverse of {@link #phenomenonMicros}. */
        public long stampMicros(long phenomenonMicros, ReadingInterval interval) {
            return switch (this) {
                case BEGIN, INSTANT -> phenomenonMicros;
                case MIDDLE -> interval.middleMicros(phenomenonMicros);
                case END -> interval.endMicros(phenomenonMicros);
            };
        }
    }

    /** Which value stands if two different ones come for one time. */
    public enum Repeats {
        /** The first one. */
        FIRST,
        /** The one that came last, from the first full minute of log time after it. */
        LAST,
        /** The first validated one, from the first full minute of log time after it; before that, the first one. */
        APPROVAL
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

    /** Whether a text is true or false, in any case, and its readings may be that: they are states or pure numbers at a time. */
    public boolean readsTruth(String text) {
        boolean truth = text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false");
        return truth && (statistic() == Statistic.STATE || (statistic() == Statistic.INSTANT && unit.equals("1")));
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
