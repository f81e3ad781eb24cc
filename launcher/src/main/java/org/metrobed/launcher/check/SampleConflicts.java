package org.metrobed.launcher.check;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.metrobed.catalog.Catalog;
import org.metrobed.model.Datastream;

/** Finds times of datastreams for which samples have two different values, or a value with two flags. Static functions only. */
public final class SampleConflicts {

    private record Key(String datastream, Instant time) {}

    private SampleConflicts() {}

    /** One for each value that differs, itself or in its provider's flag, from the first one of the time that its payload states. */
    public static List<SampleWarning> list(Catalog catalog, List<SampleReport> reports) {
        Map<Key, String> first = new HashMap<>();
        List<SampleWarning> conflicts = new ArrayList<>();
        for (SampleReport report : reports) {
            for (SampleReport.Stored row : report.stored()) {
                if (!row.timeFrom().equals(DryRun.PAYLOAD)) {
                    continue;
                }
                String said = SampleMarks.said(row);
                String before = first.putIfAbsent(new Key(row.datastream(), row.time()), said);
                if (before != null && !before.equals(said)) {
                    conflicts.add(new SampleWarning(
                            report.sample().file(),
                            "has %s for %s at %s, where %s came before; %s"
                                    .formatted(
                                            said,
                                            row.datastream(),
                                            row.time(),
                                            before,
                                            stands(catalog, row.datastream()))));
                }
            }
        }
        return conflicts;
    }

    private static String stands(Catalog catalog, String datastream) {
        Datastream.Repeats repeats = catalog.findDatastream(datastream)
                .map(found -> found.settings().options().repeats())
                .orElse(Datastream.Repeats.FIRST);
        String value = switch (repeats) {
            case FIRST -> "first";
            case LAST -> "later";
            case APPROVAL -> "first validated, else the first";
        };
        return "the %s value stands (repeats: %s)"
                .formatted(value, repeats.name().toLowerCase(Locale.ROOT));
    }
}
