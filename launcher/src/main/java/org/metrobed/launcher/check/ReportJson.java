package org.metrobed.launcher.check;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.metrobed.catalog.yaml.YamlProblem;
import org.metrobed.launcher.check.SampleReport.Stored;

/**
 * Writes the result of a check as JSON for machines: {@code ok}, {@code problems} and {@code warnings} of the bundles,
 * {@code samples}. A warning about a sample has neither line nor column. Pure.
 */
public final class ReportJson {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private ReportJson() {}

    /** One JSON object on several lines. */
    public static String write(
            List<YamlProblem> problems,
            List<YamlProblem> warnings,
            List<SampleWarning> ofSamples,
            List<SampleReport> reports) {
        ObjectNode root = MAPPER.createObjectNode();
        root.put("ok", problems.isEmpty() && reports.stream().allMatch(SampleReport::isClean));
        write(root.putArray("problems"), problems);
        ArrayNode warned = root.putArray("warnings");
        write(warned, warnings);
        ofSamples.forEach(warning ->
                warned.addObject().put("file", warning.file().toString()).put("message", warning.message()));
        ArrayNode samples = root.putArray("samples");
        reports.forEach(report -> write(samples.addObject(), report));
        return root.toPrettyString();
    }

    private static void write(ArrayNode array, List<YamlProblem> problems) {
        problems.forEach(problem -> array.addObject()
                .put("file", problem.file())
                .put("line", problem.line())
                .put("column", problem.column())
                .put("message", problem.message()));
    }

    private static void write(ObjectNode node, SampleReport report) {
        node.put("sample", report.sample().file().toString())
                .put("topic", report.sample().topic())
                .put("binding", report.binding())
                .put("decoder", report.decoder());
        ArrayNode stored = node.putArray("stored");
        report.stored().forEach(one -> write(stored.addObject(), one));
        ArrayNode refused = node.putArray("refused");
        report.refused()
                .forEach(one -> refused.addObject()
                        .put("index", one.index())
                        .put("stage", one.stage())
                        .put("reason", one.reason())
                        .put("detail", one.detail()));
        ArrayNode signs = node.putArray("signs");
        report.signs()
                .forEach(sign -> signs.addObject()
                        .put("of", sign.of())
                        .put("state", sign.state())
                        .put("time", sign.time().toString())
                        .put("timeFrom", sign.timeFrom()));
        ArrayNode commands = node.putArray("commands");
        report.commands().forEach(commands::add);
    }

    private static void write(ObjectNode node, Stored one) {
        node.put("index", one.index())
                .put("datastream", one.datastream())
                .put("time", one.time().toString())
                .put("timeFrom", one.timeFrom());
        putNumber(node, "value", one.value());
        node.put("unit", one.unit()).put("field", one.field());
        putNumber(node, "rawValue", one.rawValue());
        node.put("rawUnit", one.rawUnit());
        ArrayNode marks = node.putArray("marks");
        one.marks().forEach(marks::add);
    }

    private static void putNumber(ObjectNode node, String name, double value) {
        if (Double.isFinite(value)) {
            node.put(name, value);
        } else {
            node.putNull(name);
        }
    }
}
