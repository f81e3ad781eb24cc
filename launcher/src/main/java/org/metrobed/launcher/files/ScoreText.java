package org.metrobed.launcher.files;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.metrobed.analysis.score.FamilyScore;
import org.metrobed.analysis.score.ScoreCard;

/** Writes a score card as rows of a Markdown table for people, and as JSON for machines. Stateless. */
public final class ScoreText {

    private static final ObjectMapper JSON = new ObjectMapper();

    private ScoreText() {}

    /** The lines of the table. */
    public static List<String> lines(ScoreCard card) {
        List<String> lines = new ArrayList<>();
        lines.add("| family | faults | recall | precision | delay, median / 95 % | alerts an event |");
        lines.add("| --- | --- | --- | --- | --- | --- |");
        card.families().forEach(family -> lines.add(line(family)));
        lines.add(line(card.all()));
        lines.add("");
        lines.add(String.format(
                Locale.ROOT,
                "%,d alerts, %,d false, %.3f a datastream and day",
                card.alerts(),
                card.falseAlerts(),
                card.falseAlertsPerDatastreamDay()));
        return lines;
    }

    /** One JSON document. An unknown number is null. */
    public static String json(ScoreCard card) {
        return tree(card).toPrettyString();
    }

    /** The same as a tree, to which the caller can add fields. */
    public static ObjectNode tree(ScoreCard card) {
        ObjectNode root = JSON.createObjectNode();
        card.families().forEach(family -> put(root.withArray("families").addObject(), family));
        put(root.putObject("all"), card.all());
        root.put("alerts", card.alerts());
        root.put("falseAlerts", card.falseAlerts());
        root.put("falseAlertsPerDatastreamDay", card.falseAlertsPerDatastreamDay());
        return root;
    }

    private static void put(ObjectNode to, FamilyScore score) {
        to.put("family", score.family());
        to.put("faults", score.faults());
        to.put("found", score.found());
        to.put("recall", score.recall());
        to.put("precision", score.precision());
        to.put("medianDelaySeconds", known(score.medianDelaySeconds()));
        to.put("p95DelaySeconds", known(score.p95DelaySeconds()));
        to.put("alertsPerEvent", score.alertsPerEvent());
    }

    private static Double known(double number) {
        return Double.isNaN(number) ? null : Double.valueOf(number);
    }

    private static String line(FamilyScore score) {
        return String.format(
                Locale.ROOT,
                "| %s | %d | %.3f | %.2f | %s / %s | %.2f |",
                score.family(),
                score.faults(),
                score.recall(),
                score.precision(),
                minutes(score.medianDelaySeconds()),
                minutes(score.p95DelaySeconds()),
                score.alertsPerEvent());
    }

    private static String minutes(double seconds) {
        return Double.isNaN(seconds) ? "–" : String.format(Locale.ROOT, "%.0f min", seconds / 60);
    }
}
