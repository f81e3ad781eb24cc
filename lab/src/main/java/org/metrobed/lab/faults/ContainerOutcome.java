package org.metrobed.lab.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What became of a load during which a container was killed. Immutable.
 *
 * @param service the name of the container in docker-compose.yml
 * @param resent messages that gateways published again after a lost connection
 * @param unheard messages that the broker accepted without a subscriber
 * @param count the comparison of the rows
 * @param windows the comparison of the one-minute windows
 * @param downSeconds time from the kill until the container was healthy again
 * @param restSeconds time from the last acknowledgement until every datastream was up to date in the database; NaN: never
 */
public record ContainerOutcome(
        String service,
        long resent,
        long unheard,
        RowCheck.Count count,
        WindowCheck.Count windows,
        double downSeconds,
        double restSeconds) {

    /** Whether each published reading has exactly one row with its value, and each whole minute its window. */
    public boolean holds() {
        return count.exact() && windows.holds() && unheard == 0;
    }

    /** A Markdown table with a line for each outcome. */
    public static List<String> table(List<ContainerOutcome> outcomes) {
        List<String> lines = new ArrayList<>(List.of(
                "| killed | readings | rows | missing | doubled | wrong value | foreign | windows exact | sent again by gateways"
                        + " | healthy after s | stored after s |",
                "| --- |" + " ---: |".repeat(10)));
        for (ContainerOutcome outcome : outcomes) {
            RowCheck.Count count = outcome.count();
            lines.add(String.format(
                    Locale.ROOT,
                    "| %s | %,d | %,d | %d | %d | %d | %d | %,d of %,d | %,d | %.1f | %.1f |",
                    outcome.service(),
                    count.published(),
                    count.rows(),
                    count.missing(),
                    count.doubled(),
                    count.wrong(),
                    count.foreign(),
                    outcome.windows().exact(),
                    outcome.windows().expected(),
                    outcome.resent(),
                    outcome.downSeconds(),
                    outcome.restSeconds()));
        }
        return lines;
    }

    /** The outcome in one line. */
    String toLine() {
        return String.format(
                Locale.ROOT,
                "  %-12s %s: %,d readings, %,d rows, %d missing, %d doubled; %,d of %,d windows; healthy after %.1f s",
                service,
                holds() ? "held" : "FAILED",
                count.published(),
                count.rows(),
                count.missing(),
                count.doubled(),
                windows.exact(),
                windows.expected(),
                downSeconds);
    }
}
