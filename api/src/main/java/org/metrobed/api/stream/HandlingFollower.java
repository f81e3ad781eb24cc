package org.metrobed.api.stream;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.metrobed.api.alert.AlertStore;
import org.metrobed.model.alert.Suppression;
import org.metrobed.store.alert.Alert;
import org.metrobed.store.alert.AlertFilter;
import org.metrobed.store.alert.AlertQuery;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * While somebody listens, reads every two seconds which actions people took on alerts, through any instance, and sends them to the clients of
 * this one. They are in no log and have no position, so a client that reconnects gets the handling of all open alerts.
 * Runs in its own thread; thread-safe.
 */
final class HandlingFollower implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(HandlingFollower.class);
    private static final Duration STEP = Duration.ofSeconds(2);

    /** How far back it looks each time: longer than a transaction takes, and than the clocks of instances differ. */
    private static final Duration BACK = Duration.ofMinutes(10);

    private static final Duration JOIN = Duration.ofSeconds(5);
    private static final int MAX_ALERTS = 1_000;

    private final AlertStore store;
    private final Hub hub;
    private final InstantSource clock;
    private final ScheduledExecutorService thread;
    private Map<String, Integer> touched = Map.of();
    private boolean heard;
    private volatile List<Suppression> held = List.of();

    HandlingFollower(AlertStore store, Hub hub, InstantSource clock) {
        this.store = store;
        this.hub = hub;
        this.clock = clock;
        this.thread = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread daemon = new Thread(work, "stream-handling");
            daemon.setDaemon(true);
            return daemon;
        });
    }

    void start() {
        var unused = thread.scheduleWithFixedDelay(this::lookSafely, 0, STEP.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** The suppressions that were active at the last look. */
    List<Suppression> held() {
        return held;
    }

    @Override
    public void close() {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(JOIN.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("the follower of alert actions has not ended within {}", JOIN);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Somebody listens: what changes from now on is sent. */
    synchronized void begin() throws SQLException {
        heard = false;
        look();
        heard = true;
    }

    /** Nobody listens any more. */
    synchronized void end() {
        heard = false;
    }

    private synchronized void lookSafely() {
        try {
            if (heard) {
                look();
            }
        } catch (SQLException e) { // the next look finds it too
            LOG.debug("alert actions cannot be read: {}", e.getMessage());
        }
    }

    /** Sends the changes since the last look; the first look for a listener only records the state. */
    private void look() throws SQLException {
        Instant now = clock.instant();
        Map<String, Integer> newest =
                store.actions().listTouched(now.minus(BACK).toEpochMilli());
        List<Suppression> holding = store.listHeld(now);
        List<Alert> changed = heard ? listChanged(newest, holding) : List.of();
        touched = newest;
        held = List.copyOf(holding);
        changed.forEach(alert -> hub.send(EventSource.handling(alert, holding, now)));
    }

    private List<Alert> listChanged(Map<String, Integer> newest, List<Suppression> holding) throws SQLException {
        List<Alert> changed = new ArrayList<>();
        List<String> ids = newest.entrySet().stream()
                .filter(entry -> !entry.getValue().equals(touched.get(entry.getKey())))
                .map(Map.Entry::getKey)
                .toList();
        if (!ids.isEmpty()) {
            changed.addAll(
                    store.alerts().list(AlertQuery.newest(MAX_ALERTS).withFilter(AlertFilter.ALERTS.withIds(ids))));
        }
        Set<Suppression> moved = difference(new HashSet<>(held), new HashSet<>(holding));
        if (!moved.isEmpty()) {
            store.alerts().list(AlertQuery.newest(MAX_ALERTS).withState(Alert.State.OPEN)).stream()
                    .filter(alert -> moved.stream().anyMatch(one -> one.matches(alert.datastream(), alert.detector())))
                    .filter(alert -> !ids.contains(alert.alertId()))
                    .forEach(changed::add);
        }
        return changed;
    }

    private static Set<Suppression> difference(Set<Suppression> before, Set<Suppression> after) {
        Set<Suppression> moved = new HashSet<>(before);
        moved.addAll(after);
        before.retainAll(after);
        moved.removeAll(before);
        return moved;
    }
}
