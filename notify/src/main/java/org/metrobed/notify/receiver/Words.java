package org.metrobed.notify.receiver;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.metrobed.model.AlertEvent;
import org.metrobed.model.text.Figures;
import org.metrobed.notify.group.Group;
import org.metrobed.notify.naming.NamesInCatalog;

/** Texts of alerts. Static functions only. */
public final class Words {

    private static final Map<String, String> TITLES = Map.ofEntries(
            Map.entry("season", "unusual value for this time of day"),
            Map.entry("deviation", "unusual value"),
            Map.entry("unrest", "unusual values for some time"),
            Map.entry("level-shift", "values at another level"),
            Map.entry("volatility", "unusual changes"),
            Map.entry("stuck", "stuck value"),
            Map.entry("clipping", "values at a ceiling"),
            Map.entry("copied-block", "values of the day before"),
            Map.entry("unit", "another unit"),
            Map.entry("jump", "sudden jump"),
            Map.entry("loss", "far fewer or lower values than usual for hours"),
            Map.entry("silence", "no readings"),
            Map.entry("clock", "late readings or a wrong clock"),
            Map.entry("repeats", "readings that come again"),
            Map.entry("quality", "readings that fail their tests"),
            Map.entry("gateway-silent", "no messages"),
            Map.entry("network-silent", "no messages of several gateways"),
            Map.entry("thing-silent", "several datastreams without readings"),
            Map.entry("ingest-silent", "no data comes in"));

    private Words() {}

    /** The name in one word: the cause if an anomaly detector found it; otherwise the rule. */
    public static String name(AlertEvent alert) {
        return alert.detector().equals("watch") ? alert.finding().cause() : alert.detector();
    }

    /** The finding in a few words; the name of a threshold with blanks for its hyphens. */
    public static String title(AlertEvent alert) {
        String name = name(alert);
        return TITLES.getOrDefault(name, name.replace('-', ' '));
    }

    /** One line: place, finding, and number of other alerts. */
    public static String summary(AlertMessage message) {
        int others = message.group().others();
        String more = others == 0 ? "" : others == 1 ? " and 1 more" : " and " + others + " more";
        return summary(message.group().lead().last(), message.names()) + more;
    }

    /** One line: place and finding. */
    public static String summary(AlertEvent alert, NamesInCatalog names) {
        return names.subject(alert.datastream()) + ": " + title(alert);
    }

    /** The value with its unit; empty if unknown, and for what has no unit of the catalog, such as a gateway. */
    public static String observed(AlertEvent alert, NamesInCatalog names) {
        return quantity(number(alert.observed()), names.unit(alert.datastream()));
    }

    /** The most extreme value with its unit; empty if unknown. */
    public static String peak(AlertEvent alert, NamesInCatalog names) {
        return quantity(number(alert.peak()), names.unit(alert.datastream()));
    }

    /** The expected value and its range, with the unit; empty if unknown. */
    public static String expected(AlertEvent alert, NamesInCatalog names) {
        double low = alert.expectedLow();
        double high = alert.expectedHigh();
        String range = Double.isNaN(low) && Double.isNaN(high)
                ? ""
                : Double.isNaN(low)
                        ? "up to " + number(high)
                        : Double.isNaN(high) ? "from " + number(low) : number(low) + " to " + number(high);
        double usual = alert.finding().expected();
        String about = Double.isNaN(usual) ? "" : "about " + number(usual);
        String text = about.isEmpty() || range.isEmpty() ? about + range : about + ", " + range;
        return quantity(text, names.unit(alert.datastream()));
    }

    /** A number as the page writes it; empty if unknown. */
    public static String number(double value) {
        return Double.isFinite(value) ? Figures.number(value) : "";
    }

    /** A time to the second. */
    public static Instant time(long micros) {
        return Instant.ofEpochSecond(Math.floorDiv(micros, 1_000_000L)).truncatedTo(ChronoUnit.SECONDS);
    }

    /** Start of the group: the onset of its lead. */
    public static Instant onset(Group group) {
        return time(group.lead().last().onsetMicros());
    }

    /**
     * When it ended by the clock of its event: the end of the lead, or the time of the message if the lead is open and
     * only its group has ended.
     */
    public static Instant end(AlertMessage message) {
        return end(message.group().lead().last(), message.made());
    }

    /** When an alert ended by the clock of its event; the other time if it has not. */
    public static Instant end(AlertEvent alert, Instant other) {
        Instant end = alert.kind() == AlertEvent.Kind.RESOLVED ? time(alert.atMicros()) : other;
        Instant onset = time(alert.onsetMicros());
        return end.isBefore(onset) ? onset : end;
    }

    /** A duration in its one or two largest units. */
    public static String span(Duration span) {
        if (span.toDays() > 1) {
            return span.toDays() + " d " + span.toHoursPart() + " h";
        }
        if (span.toHours() > 0) {
            return span.toHours() + " h " + span.toMinutesPart() + " min";
        }
        return span.toMinutes() > 0 ? span.toMinutes() + " min" : span.toSeconds() + " s";
    }

    private static String quantity(String text, String unit) {
        return text.isEmpty() || unit.isEmpty() ? text : text + " " + unit;
    }
}
