package org.metrobed.model.limits;

import java.time.ZonedDateTime;
import java.time.temporal.ChronoField;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalField;
import java.util.Locale;

/**
 * The period that a season of the climatology counts. The words are those of the reference, which takes them from
 * pandas.
 */
public enum Period {
    /** Microseconds since 1970, whatever the zone. */
    ABSOLUTE(null),
    /** The year. */
    YEAR(ChronoField.YEAR),
    /** 1 to 4. */
    QUARTER(IsoFields.QUARTER_OF_YEAR),
    /** 1 to 12. */
    MONTH(ChronoField.MONTH_OF_YEAR),
    /** The ISO 8601 week, 1 to 53. */
    WEEK(IsoFields.WEEK_OF_WEEK_BASED_YEAR),
    /** 1 to 366. */
    DAYOFYEAR(ChronoField.DAY_OF_YEAR),
    /** Day of the month, 1 to 31. */
    DAY(ChronoField.DAY_OF_MONTH),
    /** Monday is 0, Sunday is 6. */
    DAYOFWEEK(ChronoField.DAY_OF_WEEK),
    /** 0 to 23. */
    HOUR(ChronoField.HOUR_OF_DAY),
    /** 0 to 59. */
    MINUTE(ChronoField.MINUTE_OF_HOUR),
    /** 0 to 59. */
    SECOND(ChronoField.SECOND_OF_MINUTE),
    /** 0 to 999,999. */
    MICROSECOND(ChronoField.MICRO_OF_SECOND);

    private final TemporalField field;

    Period(TemporalField field) {
        this.field = field;
    }

    /**
     * The period for a word such as {@code hour} or {@code dayofweek}; also accepts the other words that pandas has for
     * it.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Period parse(String word) {
        String plain = word.replace("_", "");
        return switch (plain) {
            case "weekofyear" -> WEEK;
            case "weekday" -> DAYOFWEEK;
            default -> {
                for (Period period : values()) {
                    if (period != ABSOLUTE && period.word().equals(plain)) {
                        yield period;
                    }
                }
                throw new IllegalArgumentException("period '" + word + "' is unknown");
            }
        };
    }

    /** Its word in bundles. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The count of this period at a time. */
    public double of(long micros, ZonedDateTime time) {
        if (this == ABSOLUTE) {
            return micros;
        }
        long count = time.getLong(field);
        return this == DAYOFWEEK ? count - 1 : count;
    }
}
