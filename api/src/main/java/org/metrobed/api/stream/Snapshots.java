package org.metrobed.api.stream;

import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.metrobed.api.access.Sight;
import org.metrobed.api.alert.AlertStore;
import org.metrobed.api.alert.AlertView;
import org.metrobed.api.alert.VisibleAlerts;
import org.metrobed.api.latest.LatestValues;
import org.metrobed.api.latest.LatestView;
import org.metrobed.api.progress.AsOf;
import org.metrobed.api.thing.PipelineDatastreams;
import org.metrobed.catalog.Catalog;
import org.metrobed.model.Datastream;
import org.metrobed.model.DatastreamId;
import org.metrobed.model.alert.Suppression;
import org.metrobed.store.alert.Alert;
import org.metrobed.store.alert.AlertQuery;

/** Reads the first data for a client of the stream. Thread-safe. */
public final class Snapshots {

    private static final int MAX_ALERTS = 1_000;

    private final LatestValues latest;
    private final AlertStore alerts;
    private final Supplier<Catalog> catalog;
    private final AsOf asOf;
    private final InstantSource clock;

    /**
     * Reads from the store.
     *
     * @param clock the time for which silences are evaluated
     */
    public Snapshots(
            LatestValues latest, AlertStore alerts, Supplier<Catalog> catalog, AsOf asOf, InstantSource clock) {
        this.latest = latest;
        this.alerts = alerts;
        this.catalog = catalog;
        this.asOf = asOf;
        this.clock = clock;
    }

    /** The newest log time; null before the pipeline has written anything. */
    Instant asOf() throws SQLException {
        Instant newest = asOf.newest();
        return newest.equals(Instant.EPOCH) ? null : newest;
    }

    /** The open alerts and the newest values of a test-bed, or of all test-beds. */
    SnapshotView take(Optional<String> testbed, Sight sight) throws SQLException {
        Catalog now = sight.of(catalog.get());
        Instant at = testbed.isEmpty() ? asOf.newest() : asOf.newest(testbed.get()::equals);
        List<Datastream> datastreams = now.datastreams().stream()
                .filter(datastream -> of(testbed, datastream.id()))
                .toList();
        Instant clockTime = clock.instant();
        List<Suppression> held = alerts.listHeld(clockTime);
        List<AlertView> openAlerts = listOpen(at, sight).stream()
                .filter(alert -> PipelineDatastreams.contains(alert.datastream())
                        || of(testbed, new DatastreamId(alert.datastream())))
                .map(alert -> AlertView.of(alert, now, held, clockTime))
                .toList();
        List<LatestView> values = latest.list(now, datastreams, at);
        return new SnapshotView(at.equals(Instant.EPOCH) ? null : at, now.version(), openAlerts, values);
    }

    /** The actions on the open alerts. */
    List<StreamEvent> listHandling(Sight sight) throws SQLException {
        Instant clockTime = clock.instant();
        List<Suppression> held = alerts.listHeld(clockTime);
        return listOpen(asOf.newest(AsOf.NO_CORRECTIONS), sight).stream()
                .map(alert -> EventSource.handling(alert, held, clockTime))
                .toList();
    }

    private List<Alert> listOpen(Instant at, Sight sight) throws SQLException {
        return new VisibleAlerts(alerts, sight)
                .list(AlertQuery.newest(MAX_ALERTS).withState(Alert.State.OPEN).withAsOf(at.toEpochMilli()));
    }

    private static boolean of(Optional<String> testbed, DatastreamId id) {
        return testbed.isEmpty() || testbed.get().equals(id.testbed());
    }
}
