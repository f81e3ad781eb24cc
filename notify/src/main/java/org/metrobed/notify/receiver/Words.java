package org.metrobed.notify.receiver;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.metrobed.model.AlertEvent;
import org.metrobed.notify.group.Group;

/** Texts of alerts. Static functions only. */
public final class Words {

    private static final MathContext DIGITS = new MathContext(4);

    private Words() {}

    /** The name in one word: the cause if an anomaly detector found it; otherwise the rule. */
    public static String name(AlertEvent alert) {
        return alert.detector().equals("watch") ? alert.finding().cause() : alert.detector();
    }

    /** One line: finding, place, and number of other alerts. */
    public static String summary(Group group) {
        AlertEvent lead = group.lead().last();
        int others = group.others();
        String more = others == 0 ? "" : others == 1 ? " and 1 more" : " and " + others + " more";
        return name(lead) + " at " + lead.datastream() + more;
    }

    /** The expected value and its range; empty if unknown. */
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

    /** Up to four digits; empty if unknown. */
    public static String number(double value) {
        return Double.isFinite(value)
                ? new BigDecimal(value).round(DIGITS).stripTrailingZeros().toPlainString()
                : "";
    }

    /** A time to the second. */
    public static Instant time(long micros) {
        return Instant.ofEpochSecond(Math.floorDiv(micros, 1_000_000L)).truncatedTo(ChronoUnit.SECONDS);
    }

    /** Start of the group: the onset of its lead. */
    public static Instant onset(Group group) {
        return time(group.lead().last().onsetMicros());
    }

    /** When it ended: the end of the lead, or now if the lead is open and only the group has ended. */
    public static Instant end(Group group, Instant now) {
        AlertEvent lead = group.lead().last();
        Instant end = lead.kind() == AlertEvent.Kind.RESOLVED ? time(lead.atMicros()) : now;
        Instant onset = onset(group);
        return end.isBefore(onset) ? onset : end;
    }
}
