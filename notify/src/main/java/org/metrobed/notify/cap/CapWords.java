package org.metrobed.notify.cap;

import java.util.List;
import java.util.Map;
import org.metrobed.model.AlertEvent;
import org.metrobed.model.Finding;
import org.metrobed.model.Severity;

/** Values of CAP 1.2 for alerts. Static functions only. */
final class CapWords {

    /** All categories of CAP 1.2. */
    static final List<String> CATEGORIES = List.of(
            "Geo",
            "Met",
            "Safety",
            "Security",
            "Rescue",
            "Fire",
            "Health",
            "Env",
            "Transport",
            "Infra",
            "CBRNE",
            "Other");

    private static final Map<String, String> CATEGORY_OF = Map.ofEntries(
            Map.entry("pedestrian-count", "Transport"),
            Map.entry("bicycle-count", "Transport"),
            Map.entry("vehicle-count", "Transport"),
            Map.entry("speed", "Transport"),
            Map.entry("occupancy", "Transport"),
            Map.entry("air-temperature", "Met"),
            Map.entry("relative-humidity", "Met"),
            Map.entry("wind-speed", "Met"),
            Map.entry("wind-direction", "Met"),
            Map.entry("water-level", "Geo"),
            Map.entry("strain", "Infra"),
            Map.entry("tilt", "Infra"),
            Map.entry("acceleration", "Infra"),
            Map.entry("structural-temperature", "Infra"),
            Map.entry("gateway", "Infra"),
            Map.entry("thing", "Infra"),
            Map.entry("ingest", "Infra"));

    private static final double SURE = 0.9;
    private static final double LIKELY = 0.5;

    private CapWords() {}

    /**
     * The category from the origin: the sensor itself; otherwise from the property; environment if nothing else is
     * known.
     */
    static String category(AlertEvent alert) {
        if (alert.finding().origin() == Finding.Origin.SENSOR) {
            return "Infra";
        }
        String property = alert.datastream().substring(alert.datastream().lastIndexOf('/') + 1);
        return CATEGORY_OF.getOrDefault(property, "Env");
    }

    static String urgency(Severity severity, boolean over) {
        if (over) {
            return "Past";
        }
        return switch (severity) {
            case CRITICAL -> "Immediate";
            case WARNING -> "Expected";
            case INFO -> "Unknown";
        };
    }

    /** A faulty sensor threatens nobody. */
    static String severity(AlertEvent alert, Severity severity) {
        if (alert.finding().origin() == Finding.Origin.SENSOR) {
            return "Minor";
        }
        return switch (severity) {
            case CRITICAL -> "Severe";
            case WARNING -> "Moderate";
            case INFO -> "Minor";
        };
    }

    /**
     * How certain the measured condition is: unlikely if the sensor is at fault; observed or likely if neighbours
     * confirm it; otherwise from the score.
     */
    static String certainty(Finding finding) {
        return switch (finding.origin()) {
            case SENSOR -> "Unlikely";
            case ENVIRONMENT -> finding.score() >= LIKELY ? "Observed" : "Likely";
            case UNKNOWN -> finding.score() >= SURE ? "Likely" : finding.score() >= LIKELY ? "Possible" : "Unknown";
        };
    }

    static String response(Finding finding, boolean over) {
        if (over) {
            return "AllClear";
        }
        return finding.origin() == Finding.Origin.SENSOR ? "Assess" : "Monitor";
    }
}
