package org.metrobed.notify.receiver;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.metrobed.model.AlertEvent;
import org.metrobed.model.Severity;
import org.metrobed.notify.group.Concern;
import org.metrobed.notify.naming.NamesInCatalog;

/** Labels and annotations in Prometheus' conventions. Static functions only. */
public final class PromLabels {

    /** Labels that may change while an alert lasts. */
    private static final List<String> CHANGING = List.of("severity", "origin", "concern");

    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;
    private static final int SEPARATOR = 0xff;

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
        labels.put("concern", Concern.of(alert).word());
        labels.values().removeIf(String::isEmpty);
        return labels;
    }

    /**
     * The fingerprint of labels, computed as Prometheus does: FNV-1a of names and values. Labels that may change while an
     * alert lasts are left out, so an alert keeps its fingerprint until its end.
     *
     * @return 16 hexadecimal digits
     */
    public static String fingerprint(SortedMap<String, String> labels) {
        long hash = FNV_OFFSET;
        for (Map.Entry<String, String> label : labels.entrySet()) {
            if (!CHANGING.contains(label.getKey())) {
                hash = add(add(hash, label.getKey()), label.getValue());
            }
        }
        return String.format("%016x", hash);
    }

    private static long add(long before, String text) {
        long hash = before;
        for (byte one : text.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (one & 0xff)) * FNV_PRIME;
        }
        return (hash ^ SEPARATOR) * FNV_PRIME;
    }

    /** Annotations for people. */
    public static SortedMap<String, String> annotations(AlertMessage message) {
        SortedMap<String, String> annotations =
                annotations(message.group().lead().last(), message.names());
        annotations.put("summary", Words.summary(message));
        if (message.group().others() > 0) {
            annotations.put("members", Integer.toString(message.group().open().size()));
        }
        return annotations;
    }

    /** Annotations of one alert for people. */
    public static SortedMap<String, String> annotations(AlertEvent alert, NamesInCatalog names) {
        SortedMap<String, String> annotations = new TreeMap<>(Map.of(
                "summary",
                Words.summary(alert, names),
                "description",
                alert.message(),
                "since",
                names.time(Words.time(alert.onsetMicros()), alert.datastream()),
                "observed",
                Words.observed(alert, names),
                "expected",
                Words.expected(alert, names)));
        if (alert.kind() == AlertEvent.Kind.RESOLVED) {
            annotations.put("until", names.time(Words.end(alert, Words.time(alert.atMicros())), alert.datastream()));
            annotations.put("peak", Words.peak(alert, names));
        }
        annotations.values().removeIf(String::isEmpty);
        return annotations;
    }
}
