package org.metrobed.api.gap;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.metrobed.analysis.gap.Gap;
import org.metrobed.analysis.gap.GapCause;
import org.metrobed.analysis.gap.GapEvidence;
import org.metrobed.api.http.Moments;
import org.metrobed.api.thing.PipelineDatastreams;
import org.metrobed.model.DatastreamId;
import org.metrobed.model.Liveness;
import org.metrobed.store.alert.Alert;
import org.metrobed.store.alert.AlertQuery;
import org.metrobed.store.alert.AlertReader;
import org.metrobed.store.gap.FoundGap;
import org.metrobed.store.liveness.LivenessReader;

/**
 * Evidence for the cause of gaps: alerts about ingest, and when gateways were last heard. Compares log times with
 * phenomenon times, which is not valid for recordings that are replayed later. Thread-safe.
 */
final class GapWitnesses {

    /** Number of ingest silences, newest first, that are searched for a cause. */
    private static final int MOST_ALERTS = 10_000;

    private final AlertReader alerts;
    private final LivenessReader liveness;

    GapWitnesses(AlertReader alerts, LivenessReader liveness) {
        this.alerts = alerts;
        this.liveness = liveness;
    }

    /** Ingest silences that began before a time, as of a log time. */
    List<Alert> listSilences(long beforeMicros, Instant asOf) throws SQLException {
        return alerts.list(AlertQuery.newest(MOST_ALERTS)
                .withDatastreams(List.of(PipelineDatastreams.INGEST))
                .withOnset(0, beforeMicros)
                .withAsOf(asOf.toEpochMilli()));
    }

    /** The gateway through which a datastream's thing was last heard, if it was ever heard. */
    Optional<Liveness> findGateway(String datastream) throws SQLException {
        Optional<Liveness> thing = liveness.find(
                Liveness.Kind.THING, DatastreamId.parse(datastream).thing());
        return thing.isEmpty()
                ? Optional.empty()
                : liveness.find(Liveness.Kind.GATEWAY, thing.get().gateway());
    }

    /**
     * A gap with its cause.
     *
     * @param intervalMillis expected time between readings, if the catalog has it
     */
    static GapRow judge(
            String datastream,
            FoundGap found,
            OptionalLong intervalMillis,
            List<Alert> silences,
            Optional<Liveness> gateway) {
        Gap gap = found.gap();
        long missing = intervalMillis.isPresent() ? gap.countMissing(intervalMillis.getAsLong()) : -1;
        long down = silences.stream()
                .mapToLong(silence -> overlapMicros(gap, silence))
                .sum();
        long silent = gateway.map(seen -> gap.overlapMicros(seen.heardMillis() * 1_000, Long.MAX_VALUE))
                .orElse(0L);
        GapCause cause = GapCause.of(
                gap,
                new GapEvidence(
                        found.withheld().count() - found.withheld().missing(),
                        found.withheld().missing(),
                        missing,
                        found.readingsBefore(),
                        found.readingsAfter(),
                        down,
                        gap.openEnd() ? silent : 0));
        return new GapRow(datastream, found, intervalMillis, missing, cause, detail(cause, gap, silences, gateway));
    }

    private static long overlapMicros(Gap gap, Alert silence) {
        return gap.overlapMicros(silence.onsetMicros(), silence.resolvedMicros().orElse(Long.MAX_VALUE));
    }

    private static String detail(GapCause cause, Gap gap, List<Alert> silences, Optional<Liveness> gateway) {
        return switch (cause) {
            case INGEST_DOWN ->
                silences.stream()
                        .filter(silence -> overlapMicros(gap, silence) > 0)
                        .map(Alert::message)
                        .findFirst()
                        .orElse(null);
            case GATEWAY_OFFLINE -> gateway.map(GapWitnesses::words).orElse(null);
            default -> null;
        };
    }

    private static String words(Liveness gateway) {
        String seen = "gateway " + gateway.id() + " was last seen at " + moment(gateway.heardMillis());
        return gateway.status() == Liveness.Status.OFFLINE
                ? seen + " and has been offline since " + moment(gateway.statusMillis())
                : seen;
    }

    private static String moment(long millis) {
        return Moments.format(Instant.ofEpochMilli(millis));
    }
}
