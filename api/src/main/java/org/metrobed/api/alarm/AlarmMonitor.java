package org.metrobed.api.alarm;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;
import org.metrobed.api.health.HealthView.PartView;
import org.metrobed.api.monitor.MonitorRecords;
import org.metrobed.config.work.RepeatedWork;
import org.metrobed.model.AlertEvent;
import org.metrobed.store.DatabaseConfig;
import org.metrobed.store.alert.Alert;
import org.metrobed.store.alert.AlertFilter;
import org.metrobed.store.alert.AlertQuery;
import org.metrobed.store.alert.AlertReader;
import org.metrobed.store.notification.Lease;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the health of the parts every 15 seconds, and writes alarms into the raw log. Of several instances of the API
 * one works. Runs in its own thread; thread-safe.
 */
public final class AlarmMonitor implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(AlarmMonitor.class);
    private static final Duration STEP = Duration.ofSeconds(15);
    private static final Duration JOIN = Duration.ofSeconds(5);
    private static final String LEASE = "alarms";
    private static final AlertFilter OURS =
            AlertFilter.ALERTS.withStates(Set.of(Alert.State.OPEN)).withDetectors(List.of(SystemAlarms.DETECTOR));

    private final Parts parts;
    private final SystemAlarms alarms = new SystemAlarms();
    private final RepeatedWork work = new RepeatedWork(
            "alarm-monitor", STEP, this::stand, failure -> LOG.error("alarms failed and is tried again", failure));

    /**
     * What the monitor works with.
     *
     * @param health the health of all parts now
     * @param records writes the alarms; closed with the monitor
     * @param alerts the stored alerts
     * @param database elects the instance that works
     * @param clock the wall clock
     */
    public record Parts(
            Supplier<List<PartView>> health,
            MonitorRecords records,
            AlertReader alerts,
            DatabaseConfig database,
            InstantSource clock) {}

    /** A monitor that is not started. */
    public AlarmMonitor(Parts parts) {
        this.parts = parts;
    }

    /** Looks from now on. */
    public void start() {
        work.startAfterPause();
    }

    @Override
    public void close() {
        work.close(JOIN);
        parts.records().close();
    }

    /** Tries to be elected, and works until it loses the connection. */
    private void stand() throws InterruptedException {
        try {
            Optional<Lease> taken = Lease.tryTake(parts.database(), LEASE);
            if (taken.isPresent()) {
                try (Lease lease = taken.get()) {
                    work(lease);
                }
            }
        } catch (SQLException e) { // the health tells of the database
            LOG.debug("alarms wait for the database", e);
        }
    }

    private void work(Lease lease) throws SQLException, InterruptedException {
        alarms.clear();
        do {
            lease.check();
            restore();
            look();
        } while (work.rest(STEP));
    }

    /** An alarm of before may reach the database long after it was written, as when the pipeline has stood still. */
    private void restore() throws SQLException {
        for (Alert alert : parts.alerts().list(AlertQuery.newest(100).withFilter(OURS))) {
            if (!alarms.knows(alert.alertId())) {
                parts.alerts().listEvents(alert.alertId(), OptionalLong.empty()).stream()
                        .reduce((earlier, later) -> later)
                        .ifPresent(alarms::restore);
            }
        }
    }

    private void look() throws InterruptedException {
        Instant now = parts.clock().instant();
        for (AlertEvent event : alarms.look(parts.health().get(), now)) {
            try {
                parts.records().writeAlarm(now, event);
                alarms.written(event);
                LOG.warn("alarm {}: {}", event.kind().word(), event.message());
            } catch (KafkaException e) { // the next look tries again
                LOG.warn("an alarm could not be written to the raw log: {}", e.getMessage());
            }
        }
    }
}
