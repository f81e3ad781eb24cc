package org.metrobed.api.stream;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.metrobed.api.alert.AlertView;
import org.metrobed.api.latest.LatestValues;
import org.metrobed.api.latest.LatestView;
import org.metrobed.api.progress.AsOf;
import org.metrobed.api.thing.PipelineDatastreams;
import org.metrobed.catalog.Catalog;
import org.metrobed.core.model.Datastream;
import org.metrobed.core.model.DatastreamId;
import org.metrobed.store.alert.Alert;
import org.metrobed.store.alert.AlertQuery;
import org.metrobed.store.alert.AlertReader;

/** Takes what a client of the stream gets first. Thread-safe. */
public final class Snapshots {

    private static final int MAX_ALERTS = 1_000;

    private final LatestValues latest;
    private final AlertReader alerts;
    private final Supplier<Catalog> catalog;
    private final AsOf asOf;

    public Snapshots(LatestValues latest, AlertReader alerts, Supplier<Catalog> catalog, AsOf asOf) {
        this.latest = latest;
        this.alerts = alerts;
        this.catalog = catalog;
        this.asOf = asOf;
    }

    /** The newest log time; null before the pipeline has written anything. */
    Instant asOf() throws SQLException {
        Instant newest = asOf.newest();
        return newest.equals(Instant.EPOCH) ? null : newest;
    }

    /** The open alerts and the newest values of a test-bed, or of all. */
    SnapshotView take(Optional<String> testbed) throws SQLException {
        Catalog now = catalog.get();
        Instant at = asOf.newest();
        List<Datastream> datastreams = now.datastreams().stream()
                .filter(datastream -> of(testbed, datastream.id()))
                .toList();
        AlertQuery open =
                AlertQuery.newest(MAX_ALERTS).withState(Alert.State.OPEN).withAsOf(at.toEpochMilli());
        List<AlertView> openAlerts = alerts.list(open).stream()
                .filter(alert -> PipelineDatastreams.contains(alert.datastream())
                        || of(testbed, new DatastreamId(alert.datastream())))
                .map(alert -> AlertView.of(alert, now))
                .toList();
        List<LatestView> values = latest.list(now, datastreams, at);
        return new SnapshotView(at.equals(Instant.EPOCH) ? null : at, now.version(), openAlerts, values);
    }

    private static boolean of(Optional<String> testbed, DatastreamId id) {
        return testbed.isEmpty() || testbed.get().equals(id.testbed());
    }
}
