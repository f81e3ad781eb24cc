package org.metrobed.notify.receiver;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.metrobed.model.AlertEvent;
import org.metrobed.model.Severity;
import org.metrobed.notify.group.Group;

/** Labels and annotations in Prometheus' conventions. Static functions only. */
public final class PromLabels {

    private PromLabels() {}

    /** Labels that identify and route the alert. */
    public static SortedMap<String, String> labels(AlertEvent alert, Severity severity) {
        SortedMap<String, String> labels = new TreeMap<>();
        String[] parts = alert.datastream().split("/", -1);
        labels.put("alertname", Words.name(alert));
        labels.put("testbed", parts[0]);
        labels.put("thing", parts.length > 1 ? parts[1] : "");
        labels.put("property", parts.length > 2 ? parts[2] : "");
        labels.put("datastream", alert.datastream());
        labels.put("severity", severity.word());
        labels.put("detector", alert.detector());
        labels.put("origin", alert.finding().origin().word());
        labels.values().removeIf(String::isEmpty);
        return labels;
    }

    /** Annotations for people. */
    public static SortedMap<String, String> annotations(Group group) {
        SortedMap<String, String> annotations = annotations(group.lead().last());
        annotations.put("summary", Words.summary(group));
        if (group.others() > 0) {
            annotations.put("members", Integer.toString(group.open().size()));
        }
        return annotations;
    }

    /** Annotations of one alert for people. */
    public static SortedMap<String, String> annotations(AlertEvent alert) {
        SortedMap<String, String> annotations = new TreeMap<>(Map.of(
                "summary",
                Words.name(alert) + " at " + alert.datastream(),
                "description",
                alert.message(),
                "observed",
                Words.number(alert.observed()),
                "expected",
                Words.expected(alert)));
        annotations.values().removeIf(String::isEmpty);
        return annotations;
    }
}
