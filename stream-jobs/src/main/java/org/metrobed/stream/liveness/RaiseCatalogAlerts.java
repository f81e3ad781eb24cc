package org.metrobed.stream.liveness;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.apache.flink.api.common.functions.MapFunction;
import org.metrobed.analysis.anomaly.IngestSilence;
import org.metrobed.model.AlertEvent;
import org.metrobed.model.AlertEventBuilder;
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
    public AlertEvent map(CatalogNotice notice) {
        boolean opens = notice.repairedBy() == CatalogNotice.NONE;
        String key = DATASTREAM + "|" + DETECTOR + "|" + notice.number();
        return AlertEventBuilder.builder()
                .alertId(UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8))
                        .toString())
                .sequence(opens ? 0 : 1)
                .kind(opens ? AlertEvent.Kind.OPENED : AlertEvent.Kind.RESOLVED)
                .datastream(DATASTREAM)
                .detector(DETECTOR)
                .severity(Severity.WARNING)
                .onsetMicros(notice.sinceMillis() * 1_000)
                .atMicros(notice.fromMillis() * 1_000)
                .recordedMillis(notice.fromMillis())
                .observed(notice.skipped())
                .peak(notice.skipped())
                .expectedLow(Double.NaN)
                .expectedHigh(0)
                .message(opens ? opened(notice) : resolved(notice))
                .catalogVersion(-1)
                .finding(Finding.certain("unreadable"))
                .build();
    }

    private static String opened(CatalogNotice notice) {
        return "record " + notice.number()
                + " of the catalog topic cannot be used and is skipped, the version before"
                + " stays in force until the catalog is published again: " + notice.problem();
    }

    private static String resolved(CatalogNotice notice) {
        return "catalog version " + notice.repairedBy() + " can be used; records skipped before it: "
                + notice.skipped();
    }
}
