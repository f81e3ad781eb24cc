package org.metrobed.launcher.files;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.metrobed.analysis.quality.Climatology.Season;
import org.metrobed.model.calendar.StatedTime;
import org.metrobed.model.limits.Period;
import org.metrobed.model.limits.Span;

/** Reads the season of a climatology entry: {@code tspan} and {@code period}. Static functions only. */
final class SeasonSyntax {

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
                            + (period == Period.ABSOLUTE ? "ISO 8601 dates or times" : "numbers"));
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
        return period == Period.ABSOLUTE ? StatedTime.parseOrDate(text).micros(ZoneOffset.UTC) : TestFields.parse(text);
    }
}
