package org.metrobed.stream.liveness;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.apache.flink.api.common.functions.MapFunction;
import org.metrobed.analysis.anomaly.IngestSilence;
import org.metrobed.model.AlertEvent;
import org.metrobed.model.Finding;
import org.metrobed.model.Severity;
import org.metrobed.stream.catalog.CatalogNotice;

/**
 * Raises one alert for unusable records of the catalog topic, and resolves it at the next usable version. Not keyed, no
 * state, no timers: an event is computed from its {@link CatalogNotice} alone. If a restart emits the notice again, the
 * same row is written.
 */
public final class RaiseCatalogAlerts implements MapFunction<CatalogNotice, AlertEvent> {

    private static final long serialVersionUID = 1L;

    /** The pseudo-datastream of the catalog. */
    public static final String DATASTREAM = IngestSilence.PIPELINE + "/catalog";
    /** The rule's name. */
    public static final String DETECTOR = "catalog-unreadable";

    @Override
    public AlertEvent map(CatalogNotice alertInput) {
        boolean opens = alertInput.repairedBy() == CatalogNotice.NONE;
        String key = DATASTREAM + "|" + DETECTOR + "|" + alertInput.number();
        return new AlertEvent(
                UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8)).toString(),
                opens ? 0 : 1,
                opens ? AlertEvent.Kind.OPENED : AlertEvent.Kind.RESOLVED,
                DATASTREAM,
                DETECTOR,
                Severity.WARNING,
                alertInput.sinceMillis() * 1_000,
                alertInput.fromMillis() * 1_000,
                alertInput.fromMillis(),
                alertInput.skipped(),
                alertInput.skipped(),
                Double.NaN,
                0,
                opens ? opened(alertInput) : resolved(alertInput),
                -1,
                Finding.certain("unreadable"));
    }

    private static String opened(CatalogNotice alertInput) {
        return "record " + alertInput.number()
                + " of the catalog topic cannot be used and is skipped, the version before"
                + " stays in force until the catalog is published again: " + alertInput.problem();
    }

    private static String resolved(CatalogNotice alertInput) {
        return "catalog version " + alertInput.repairedBy() + " can be used; records skipped before it: "
                + alertInput.skipped();
    }
}
