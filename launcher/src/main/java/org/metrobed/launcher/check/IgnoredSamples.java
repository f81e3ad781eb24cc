package org.metrobed.launcher.check;

import java.util.List;

/** Finds samples whose readings are all ignored. Static functions only. */
public final class IgnoredSamples {

    private static final int MAX_NAMED = 12;

    private IgnoredSamples() {}

    /** One for each sample that has readings and gives neither a reading nor a dead letter. */
    public static List<SampleWarning> list(List<SampleReport> reports) {
        return reports.stream()
                .filter(report -> !report.ignored().isEmpty() && report.stored().isEmpty() && report.isClean())
                .map(report -> new SampleWarning(report.sample().file(), sentence(report)))
                .toList();
    }

    private static String sentence(SampleReport report) {
        List<String> ignored = report.ignored();
        String names = String.join(", ", ignored.subList(0, Math.min(ignored.size(), MAX_NAMED)));
        return "gives no reading: 'properties', 'others' or 'other-devices' of binding '" + report.binding()
                + "' ignore all its fields, " + names + (ignored.size() > MAX_NAMED ? ", …" : "");
    }
}
