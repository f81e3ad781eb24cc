package org.metrobed.core.detect;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import org.metrobed.core.model.Watch;

/**
 * A step of an episode in words, for an operator: the value, what was expected, what is unusual. Times are local. Immutable.
 *
 * @param watch how the datastream is called, its unit and zone
 * @param intervalMillis expected between two readings, milliseconds
 */
public record EpisodeWords(Watch watch, long intervalMillis) {

    private static final MathContext FOUR_DIGITS = new MathContext(4);
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
    private static final double LARGEST_PLAIN = 1e12;
    private static final double SMALLEST_PLAIN = 1e-6;
    private static final int MORNING = 6;
    private static final int NOON = 12;
    private static final int EVENING = 18;
    private static final int NIGHT = 22;
    private static final int WEEK_DAYS = 7;

    /**
     * The sentence of a step.
     *
     * @param judged the value that made it, if one did
     * @param lastReceivedMicros when the last reading came, microseconds since 1970 UTC
     */
    public String of(EpisodeChange change, Optional<SensorWatch.Judged> judged, long lastReceivedMicros) {
        return watch.name()
                + switch (change.kind()) {
                    case PENDING, OPENED -> begins(change, judged, lastReceivedMicros);
                    case CLOSED -> ends(change);
                    case WITHDRAWN ->
                        " is as usual again at " + at(change.atMicros()).format(MINUTE) + "; no second sign followed";
                };
    }

    /** What is said when the catalog ends the watch. */
    public String switchedOff() {
        return watch.name() + ": the watch was switched off";
    }

    /** What is said when a datastream is given up. */
    public String givenUp(long lastReceivedMicros) {
        return watch.name() + ": no reading since " + at(lastReceivedMicros).toLocalDate()
                + ", it is no longer waited for";
    }

    private String begins(EpisodeChange change, Optional<SensorWatch.Judged> judged, long lastReceivedMicros) {
        Cause cause = change.cause();
        if (cause == Cause.SILENCE) {
            return ": no reading since " + since(lastReceivedMicros, change.atMicros()) + ", expected one every "
                    + span(intervalMillis);
        }
        if (judged.isEmpty() || cause.isOfArrival() || cause == Cause.QUALITY) {
            long first = cause.isOfArrival()
                    ? change.onset().receivedMicros()
                    : change.onset().timeMicros();
            return ": " + cause.words() + ", since " + since(first, change.atMicros());
        }
        return ": " + value(judged.get()) + "; " + cause.words();
    }

    private String value(SensorWatch.Judged judged) {
        ZonedDateTime time = at(judged.timeMicros());
        String observed = number(judged.value()) + (isPlain() ? "" : " " + watch.unit()) + " at " + time.format(MINUTE);
        if (!judged.band().known()) {
            return observed;
        }
        double low =
                isCount() ? Math.max(0, judged.band().low()) : judged.band().low();
        return observed + ", expected " + number(low) + " to "
                + number(judged.band().high()) + " for a " + day(time);
    }

    private String ends(EpisodeChange change) {
        long lasted = (change.atMicros() - change.onset().timeMicros()) / 1_000;
        String after = ", after " + span(Math.max(0, lasted));
        return change.cause() == Cause.SILENCE
                ? ": readings come again at " + at(change.atMicros()).format(MINUTE) + after + " of silence"
                : " is as usual again at " + at(change.atMicros()).format(MINUTE) + after + "; it was: "
                        + change.cause().words();
    }

    private ZonedDateTime at(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS).atZone(watch.zone());
    }

    private String since(long micros, long nowMicros) {
        ZonedDateTime time = at(micros);
        long days = ChronoUnit.DAYS.between(time.toLocalDate(), at(nowMicros).toLocalDate());
        String minute = time.format(MINUTE);
        return days == 0
                ? minute
                : minute + " on "
                        + (days > 0 && days < WEEK_DAYS
                                ? weekday(time)
                                : time.toLocalDate().toString());
    }

    private static String day(ZonedDateTime time) {
        int hour = time.getHour();
        String part = hour < MORNING || hour >= NIGHT
                ? "night"
                : hour < NOON ? "morning" : hour < EVENING ? "afternoon" : "evening";
        return weekday(time) + " " + part;
    }

    private static String weekday(ZonedDateTime time) {
        return time.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
    }

    /** Units that say nothing are left out. */
    private boolean isPlain() {
        return watch.unit().isEmpty() || watch.unit().equals("1") || isCount();
    }

    private boolean isCount() {
        return watch.unit().startsWith("{") && watch.unit().endsWith("}");
    }

    private static String number(double value) {
        double size = Math.abs(value);
        if (!Double.isFinite(value) || value == 0) {
            return value == 0 ? "0" : Double.toString(value);
        }
        BigDecimal rounded = new BigDecimal(value).round(FOUR_DIGITS).stripTrailingZeros();
        return size < LARGEST_PLAIN && size > SMALLEST_PLAIN ? rounded.toPlainString() : rounded.toString();
    }

    private static String span(long millis) {
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
        return span.toSeconds() > 0 ? span.toSeconds() + " s" : millis + " ms";
    }
}
