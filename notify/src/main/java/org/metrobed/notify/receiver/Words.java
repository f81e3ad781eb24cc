package org.metrobed.notify.receiver;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.metrobed.model.AlertEvent;
import org.metrobed.notify.group.Group;

/** Alerts in words. Static functions only. */
public final class Words {

    private static final MathContext DIGITS = new MathContext(4);

    private Words() {}

    /** What it is about in one word: what is unusual where a watch found it, else the rule. */
    public static String name(AlertEvent alert) {
        return alert.detector().equals("watch") ? alert.finding().cause() : alert.detector();
    }

    /** One line: what, where, and how many more. */
    public static String summary(Group group) {
        AlertEvent lead = group.lead().last();
        int others = group.others();
        String more = others == 0 ? "" : others == 1 ? " and 1 more" : " and " + others + " more";
        return name(lead) + " at " + lead.datastream() + more;
    }

    /** What was expected: the usual value and its range; empty when nothing is known. */
    public static String expected(AlertEvent alert) {
        double low = alert.expectedLow();
        double high = alert.expectedHigh();
        String range = Double.isNaN(low) && Double.isNaN(high)
                ? ""
                : Double.isNaN(low)
                        ? "up to " + number(high)
                        : Double.isNaN(high) ? "from " + number(low) : number(low) + " to " + number(high);
        double usual = alert.finding().expected();
        if (Double.isNaN(usual)) {
            return range;
        }
        return range.isEmpty() ? "about " + number(usual) : "about " + number(usual) + ", " + range;
    }

    /** Up to four digits; empty for what is not known. */
    public static String number(double value) {
        return Double.isFinite(value)
                ? new BigDecimal(value).round(DIGITS).stripTrailingZeros().toPlainString()
                : "";
    }

    /** To the second. */
    public static Instant time(long micros) {
        return Instant.ofEpochSecond(Math.floorDiv(micros, 1_000_000L)).truncatedTo(ChronoUnit.SECONDS);
    }

    /** The first of the group's life: its lead's onset. */
    public static Instant onset(Group group) {
        return time(group.lead().last().onsetMicros());
    }

    /** When it ended: at the lead's end, or now where the lead lasts and only the group is over. */
    public static Instant end(Group group, Instant now) {
        AlertEvent lead = group.lead().last();
        Instant end = lead.kind() == AlertEvent.Kind.RESOLVED ? time(lead.atMicros()) : now;
        Instant onset = onset(group);
        return end.isBefore(onset) ? onset : end;
    }
}
