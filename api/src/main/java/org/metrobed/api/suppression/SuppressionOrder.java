package org.metrobed.api.suppression;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.metrobed.api.http.FieldException;
import org.metrobed.api.http.Moments;
import org.metrobed.api.http.RequestZone;
import org.metrobed.model.alert.Suppression;
import org.metrobed.model.alert.SuppressionPattern;

/** Reads requested silences and maintenance windows. Static functions only. */
public final class SuppressionOrder {

    /** The maximum length of a suppression: a silence is not a way to disable a rule. */
    public static final Duration LONGEST = Duration.ofDays(90);

    private static final Duration FARTHEST = Duration.ofDays(366);
    private static final Duration SKEW = Duration.ofMinutes(1);
    private static final int MAX_WORD = 200;
    private static final int MAX_REASON = 2_000;

    private SuppressionOrder() {}

    /**
     * Reads the fields and assigns a new id.
     *
     * @param now the time by the clock
     * @throws FieldException if a field breaks a rule
     */
    public static Suppression parse(SuppressionRequest asked, Instant now) {
        String word = FieldException.text("kind", asked.kind(), MAX_WORD);
        Suppression.Kind kind = FieldException.read("kind", () -> Suppression.Kind.parse(word));
        String text = FieldException.text("pattern", asked.pattern(), MAX_WORD);
        SuppressionPattern pattern = FieldException.read("pattern", () -> SuppressionPattern.parse(text));
        RequestZone zone = FieldException.read("tz", () -> RequestZone.parse(asked.tz()));
        Instant from = asked.from() == null ? now : moment("from", asked.from(), zone);
        Instant to = moment("to", asked.to(), zone);
        check(from, to, now);
        return new Suppression(
                UUID.randomUUID().toString(),
                kind,
                pattern,
                asked.detector() == null ? "" : FieldException.text("detector", asked.detector(), MAX_WORD),
                Moments.micros(from),
                Moments.micros(to),
                reason(asked.reason()),
                author(asked.by()));
    }

    /**
     * Reads the reason.
     *
     * @throws FieldException if it breaks a rule
     */
    static String reason(String text) {
        return FieldException.text("reason", text, MAX_REASON);
    }

    /**
     * Reads the author.
     *
     * @throws FieldException if it breaks a rule
     */
    static String author(String text) {
        return FieldException.text("by", text, MAX_WORD);
    }

    private static void check(Instant from, Instant to, Instant now) {
        if (from.isBefore(now.minus(SKEW))) {
            throw new FieldException("from", "must not lie in the past");
        }
        if (from.isAfter(now.plus(FARTHEST))) {
            throw new FieldException("from", "must lie at most " + FARTHEST.toDays() + " days ahead");
        }
        if (!to.isAfter(from) || !to.isAfter(now)) {
            throw new FieldException("to", "must lie after now and after 'from'");
        }
        if (Duration.between(from, to).compareTo(LONGEST) > 0) {
            throw new FieldException("to", "must lie at most " + LONGEST.toDays() + " days after 'from'");
        }
    }

    private static Instant moment(String field, String given, RequestZone zone) {
        String text = FieldException.text(field, given, MAX_WORD);
        return FieldException.read(field, () -> zone.moment(text));
    }
}
