package org.metrobed.analysis.anomaly;

import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.metrobed.model.AnomalyDetection;
import org.metrobed.model.text.Figures;
import org.metrobed.model.text.UnitSymbol;

/** Formats numbers, times and durations of a datastream as text; times are local. Immutable. */
record Phrases(AnomalyDetection anomalyDetection) {

    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
    private static final int MORNING = 6;
    private static final int NOON = 12;
    private static final int EVENING = 18;
    private static final int NIGHT = 22;
    private static final int WEEK_DAYS = 7;

    /** A value with its unit, if the unit says something. */
    String quantity(double value) {
        String symbol = UnitSymbol.of(anomalyDetection.unit());
        return number(value) + (symbol.isEmpty() ? "" : " " + symbol);
    }

    /** Whether the unit is a count of something. */
    boolean isCount() {
        return anomalyDetection.unit().startsWith("{")
                && anomalyDetection.unit().endsWith("}");
    }

    /** The time of day. */
    String minute(long micros) {
        return at(micros).format(MINUTE);
    }

    /** The date. */
    String date(long micros) {
        return at(micros).toLocalDate().toString();
    }

    /** The time of day, with the day if that differs from now. */
    String since(long micros, long nowMicros) {
        ZonedDateTime time = at(micros);
        long days = ChronoUnit.DAYS.between(time.toLocalDate(), at(nowMicros).toLocalDate());
        boolean near = days > 0 && days < WEEK_DAYS;
        return days == 0 ? minute(micros) : minute(micros) + " on " + (near ? weekday(time) : date(micros));
    }

    /** The part of the week, such as {@code Tuesday night}. */
    String day(long micros) {
        ZonedDateTime time = at(micros);
        int hour = time.getHour();
        String part = hour < MORNING || hour >= NIGHT
                ? "night"
                : hour < NOON ? "morning" : hour < EVENING ? "afternoon" : "evening";
        return weekday(time) + " " + part;
    }

    /** A value beside another one, with its unit, and with as many digits as tell them apart. */
    String quantityBeside(double value, double other) {
        String symbol = UnitSymbol.of(anomalyDetection.unit());
        return Figures.beside(value, other) + (symbol.isEmpty() ? "" : " " + symbol);
    }

    /** A number as the page writes it; of one that is not finite its name. */
    static String number(double value) {
        return Double.isFinite(value) ? Figures.number(value) : Double.toString(value);
    }

    /** A duration in one or two units. */
    static String span(long millis) {
        Duration span = Duration.ofMillis(millis);
        if (span.toDays() > 1) {
            return span.toDays() + " d" + (span.toHoursPart() == 0 ? "" : " " + span.toHoursPart() + " h");
        }
        if (span.toHours() > 0) {
            return span.toHours() + " h" + (span.toMinutesPart() == 0 ? "" : " " + span.toMinutesPart() + " min");
        }
        if (span.toMinutes() > 0) {
            return span.toMinutes() + " min"
                    + (span.toMinutes() < 5 && span.toSecondsPart() > 0 ? " " + span.toSecondsPart() + " s" : "");
        }
        return span.toSeconds() > 0 ? span.toSeconds() + " s" : "less than a second";
    }

    private ZonedDateTime at(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS).atZone(anomalyDetection.zone());
    }

    private static String weekday(ZonedDateTime time) {
        return time.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
    }
}
