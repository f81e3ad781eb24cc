package org.metrobed.launcher.files;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.regex.Pattern;
import org.metrobed.analysis.quality.Climatology.Season;
import org.metrobed.model.calendar.StatedTime;
import org.metrobed.model.limits.Period;
import org.metrobed.model.limits.Span;

/** Reads the season of a climatology entry: {@code tspan} and {@code period}. Static functions only. */
final class SeasonSyntax {

    /** The reference reads a year and a month as their first moment. */
    private static final Pattern YEAR = Pattern.compile("\\d{4}");

    private static final Pattern MONTH = Pattern.compile("\\d{4}-\\d{2}");

    private SeasonSyntax() {}

    static Season read(TestFields member) {
        List<String> ends = member.texts("tspan");
        Period period = period(member);
        if (ends.size() != 2) {
            member.reject("tspan", "must be [from, to]");
            return new Season(Period.HOUR, Span.OPEN);
        }
        try {
            return new Season(period, Span.between(end(period, ends.get(0)), end(period, ends.get(1))));
        } catch (DateTimeException | NumberFormatException e) {
            member.reject(
                    "tspan",
                    "is " + ends + ", must be two "
                            + (period == Period.ABSOLUTE ? "ISO 8601 years, months, dates or times" : "numbers"));
            return new Season(Period.HOUR, Span.OPEN);
        }
    }

    static ZoneId zone(TestFields fields) {
        String zone = fields.text("zone", "UTC");
        try {
            return ZoneId.of(zone);
        } catch (DateTimeException e) {
            fields.reject("zone", "is '" + zone + "', must be an IANA zone such as Europe/Vienna");
            return ZoneId.of("UTC");
        }
    }

    private static Period period(TestFields member) {
        if (!member.has("period")) {
            return Period.ABSOLUTE;
        }
        String word = member.text("period", "");
        try {
            return Period.parse(word);
        } catch (IllegalArgumentException e) {
            member.reject(
                    "period",
                    "is '" + word + "', must be year, quarter, month, week, dayofyear, day, dayofweek,"
                            + " hour, minute, second or microsecond");
            return Period.HOUR;
        }
    }

    private static double end(Period period, String text) {
        if (period != Period.ABSOLUTE) {
            return TestFields.parse(text);
        }
        String stripped = text.strip();
        String whole = MONTH.matcher(stripped).matches()
                ? stripped + "-01"
                : YEAR.matcher(stripped).matches() ? stripped + "-01-01" : stripped;
        return StatedTime.parseOrDate(whole).micros(ZoneOffset.UTC);
    }
}
