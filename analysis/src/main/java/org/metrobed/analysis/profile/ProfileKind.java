package org.metrobed.analysis.profile;

import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.time.Month;
import java.time.format.TextStyle;
import java.util.Locale;
import org.metrobed.model.Constants;

/** How a profile divides local time into classes. */
public enum ProfileKind {
    /** 24 classes, 0 to 23: the hour of the local clock. */
    HOUR_OF_DAY("hour-of-day", 3_600),
    /** 7 classes, 1 (Monday) to 7, as ISO 8601 numbers them. */
    DAY_OF_WEEK("day-of-week", 86_400),
    /** 12 classes, 1 (January) to 12. */
    MONTH("month", 86_400),
    /** 168 classes, 0 (the first hour of Monday) to 167. */
    HOUR_OF_WEEK("hour-of-week", 3_600),
    /** 288 classes, 0 (the first hour of days in January) to 287. */
    HOUR_BY_MONTH("hour-by-month", 3_600),
    /** 2 classes: 1 Monday to Friday, 2 Saturday and Sunday. Public holidays are what their weekday is. */
    KIND_OF_DAY("kind-of-day", 86_400),
    /** 48 classes: 0 to 23 the hours of Monday to Friday, 24 to 47 those of Saturday and Sunday. */
    HOUR_BY_KIND_OF_DAY("hour-by-kind-of-day", 3_600);

    private static final int HOURS = 24;

    private final String word;
    private final long unitSeconds;

    ProfileKind(String word, long unitSeconds) {
        this.word = word;
        this.unitSeconds = unitSeconds;
    }

    /** Its word in the API. */
    public String word() {
        return word;
    }

    /** Classes begin and end at whole multiples of this many seconds of local time. */
    long unitSeconds() {
        return unitSeconds;
    }

    /**
     * The kind of a word.
     *
     * @throws IllegalArgumentException for an unknown word
     */
    public static ProfileKind parse(String word) {
        return Constants.find(ProfileKind.class, ProfileKind::word, word)
                .orElseThrow(() -> new IllegalArgumentException("'" + word + "' divides no profile"));
    }

    /** The class of a local time. */
    int classOf(LocalDateTime local) {
        return switch (this) {
            case HOUR_OF_DAY -> local.getHour();
            case DAY_OF_WEEK -> local.getDayOfWeek().getValue();
            case MONTH -> local.getMonthValue();
            case HOUR_OF_WEEK -> (local.getDayOfWeek().getValue() - 1) * HOURS + local.getHour();
            case HOUR_BY_MONTH -> (local.getMonthValue() - 1) * HOURS + local.getHour();
            case KIND_OF_DAY -> kindOfDay(local);
            case HOUR_BY_KIND_OF_DAY -> (kindOfDay(local) - 1) * HOURS + local.getHour();
        };
    }

    /** The label of a class, such as {@code 07:00}, {@code Monday}, {@code May}, {@code Monday 07:00}, {@code May 07:00}, {@code weekend}. */
    public String label(int key) {
        return switch (this) {
            case HOUR_OF_DAY -> hour(key);
            case DAY_OF_WEEK -> day(key);
            case MONTH -> month(key);
            case HOUR_OF_WEEK -> day(key / HOURS + 1) + " " + hour(key % HOURS);
            case HOUR_BY_MONTH -> month(key / HOURS + 1) + " " + hour(key % HOURS);
            case KIND_OF_DAY -> key == 1 ? "weekday" : "weekend";
            case HOUR_BY_KIND_OF_DAY -> KIND_OF_DAY.label(key / HOURS + 1) + " " + hour(key % HOURS);
        };
    }

    private static int kindOfDay(LocalDateTime local) {
        return local.getDayOfWeek().compareTo(DayOfWeek.SATURDAY) < 0 ? 1 : 2;
    }

    private static String month(int number) {
        return Month.of(number).getDisplayName(TextStyle.FULL, Locale.ENGLISH);
    }

    private static String day(int number) {
        return DayOfWeek.of(number).getDisplayName(TextStyle.FULL, Locale.ENGLISH);
    }

    private static String hour(int hour) {
        return (hour < 10 ? "0" : "") + hour + ":00";
    }
}
