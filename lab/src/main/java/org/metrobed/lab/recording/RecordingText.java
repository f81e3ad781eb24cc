package org.metrobed.lab.recording;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Writes the results of recordings as tables of Markdown for people, and as JSON for machines. Stateless. */
public final class RecordingText {

    private static final ObjectMapper JSON = new ObjectMapper();

    private RecordingText() {}

    /** Lines for people: the recordings, the families of each, the families of all. */
    public static List<String> lines(RecordingReport report) {
        List<String> lines = new ArrayList<>();
        report.tellRefused(lines::add);
        lines.add("| recording | interval | days | false alerts | a day | their causes |");
        lines.add("| --- | --- | --- | --- | --- | --- |");
        report.results().forEach(result -> lines.add(line(result)));
        lines.add("");
        lines.add("| recording | family | faults | recall | delay, median | alerts an event | "
                + Baseline.SEASONAL_Z.word() + " | " + Baseline.DECOMPOSITION.word() + " |");
        lines.add("| --- | --- | --- | --- | --- | --- | --- | --- |");
        report.results()
                .forEach(result -> result.families().stream()
                        .filter(family -> family.faults() > 0)
                        .forEach(family -> lines.add(line(family))));
        report.families().stream().filter(family -> family.faults() > 0).forEach(family -> lines.add(line(family)));
        lines.add("");
        lines.add(String.format(
                Locale.ROOT,
                "recall %.3f, %.2f alerts an event, at most %.3f false alerts a datastream and day",
                report.recall(),
                report.alertsPerEvent(),
                report.mostFalsePerDay()));
        return lines;
    }

    private static String line(RecordingResult result) {
        Map<String, Integer> causes = new LinkedHashMap<>();
        result.falseCauses().forEach(cause -> causes.merge(cause, 1, Integer::sum));
        List<String> words = causes.entrySet().stream()
                .map(cause -> cause.getValue() + " " + cause.getKey())
                .toList();
        return String.format(
                Locale.ROOT,
                "| %s | %.0f s | %.0f | %d | %.3f | %s |",
                result.name(),
                result.intervalSeconds(),
                result.days(),
                result.falseAlerts(),
                result.falsePerDay(),
                String.join(", ", words));
    }

    private static String line(FamilyResult family) {
        return String.format(
                Locale.ROOT,
                "| %s | %s | %d | %.2f | %s | %s | %.2f | %.2f |",
                family.recording(),
                family.family(),
                family.faults(),
                family.recall(),
                Double.isNaN(family.medianDelaySeconds())
                        ? "–"
                        : String.format(Locale.ROOT, "%.1f h", family.medianDelaySeconds() / 3_600),
                Double.isNaN(family.alertsPerEvent())
                        ? "–"
                        : String.format(Locale.ROOT, "%.2f", family.alertsPerEvent()),
                family.recall(Baseline.SEASONAL_Z.word()),
                family.recall(Baseline.DECOMPOSITION.word()));
    }

    /** One JSON document. An unknown number is null. */
    public static String json(RecordingReport report) {
        ObjectNode root = JSON.createObjectNode();
        for (RecordingResult result : report.results()) {
            ObjectNode one = root.withArray("recordings").addObject();
            one.put("name", result.name());
            one.put("intervalSeconds", result.intervalSeconds());
            one.put("days", result.days());
            one.put("falseAlerts", result.falseAlerts());
            one.put("falseAlertsPerDatastreamDay", result.falsePerDay());
            result.families().forEach(family -> put(one.withArray("families").addObject(), family));
        }
        report.families().forEach(family -> put(root.withArray("families").addObject(), family));
        ObjectNode refused = root.putObject("notScored");
        report.refused().forEach(refused::put);
        root.put("recall", report.recall());
        root.put("alertsPerEvent", report.alertsPerEvent());
        root.put("mostFalseAlertsPerDatastreamDay", report.mostFalsePerDay());
        return root.toPrettyString();
    }

    private static void put(ObjectNode to, FamilyResult family) {
        to.put("family", family.family());
        to.put("faults", family.faults());
        to.put("found", family.found());
        to.put("recall", known(family.recall()));
        to.put("medianDelaySeconds", known(family.medianDelaySeconds()));
        to.put("alertsPerEvent", known(family.alertsPerEvent()));
        ObjectNode baselines = to.putObject("baselineRecall");
        for (Baseline baseline : Baseline.values()) {
            baselines.put(baseline.word(), known(family.recall(baseline.word())));
        }
    }

    private static Double known(double number) {
        return Double.isNaN(number) ? null : Double.valueOf(number);
    }
}
