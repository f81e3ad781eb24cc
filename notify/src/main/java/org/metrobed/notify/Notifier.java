package org.metrobed.notify;

import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.metrobed.config.work.RepeatedWork;
import org.metrobed.notify.group.Policy;
import org.metrobed.notify.receiver.Receiver;
import org.metrobed.store.DatabaseConfig;
import org.metrobed.store.notification.Lease;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notifies receivers of alerts while it is elected. Of any number of instances over one schema one works; the others
 * wait until it loses its connection. A new leader continues from the outbox. Runs in its own thread; thread-safe.
 */
public final class Notifier implements AutoCloseable {

    /** How often the elected instance reads the alerts, and each sender looks for due notifications. */
    static final Duration LOOK = Duration.ofSeconds(1);

    private static final Logger LOG = LoggerFactory.getLogger(Notifier.class);
    private static final int LOOKS_TO_TRY = 3;
    private static final Duration JOIN = Duration.ofSeconds(8);

    private final DatabaseConfig database;
    private final List<Receiver> receivers;
    private final Policy policy;
    private final InstantSource clock;
    private final Duration pause;
    private final HeartbeatFile heartbeat;
    private final RepeatedWork work;

    private Notifier(NotifyConfig config, InstantSource clock, Duration pause) {
        this.database = config.database();
        this.receivers = config.receivers();
        this.policy = config.policy();
        this.clock = clock;
        this.pause = pause;
        this.heartbeat = new HeartbeatFile(config.aliveFile());
        this.work = new RepeatedWork(
                "notifier",
                pause.multipliedBy(LOOKS_TO_TRY),
                this::stand,
                failure -> LOG.error("notifying failed and is tried again", failure));
    }

    /** Starts the notifier; the schema must have been migrated, or be migrated soon. Returns at once. */
    public static Notifier start(NotifyConfig config, InstantSource clock) {
        return start(config, clock, LOOK);
    }

    /** Starts a notifier with a shorter pause, for tests. */
    static Notifier start(NotifyConfig config, InstantSource clock, Duration pause) {
        Notifier notifier = new Notifier(config, clock, pause);
        LOG.info(
                "alerts are sent to {}",
                config.receivers().stream()
                        .map(receiver -> receiver.name() + " at " + receiver.address())
                        .toList());
        notifier.work.start();
        return notifier;
    }

    /** Waits until it has ended, which happens when it is closed. */
    public void join() throws InterruptedException {
        work.join();
    }

    @Override
    public void close() {
        work.close(JOIN);
    }

    /** Tries to be elected, and works while it is elected. */
    private void stand() throws InterruptedException {
        heartbeat.write();
        try {
            Optional<Lease> taken = Lease.tryTake(database);
            if (taken.isPresent()) {
                LOG.info("elected to notify");
                try (Lease lease = taken.get()) {
                    work(lease);
                }
            }
        } catch (SQLException e) { // the next try continues from the outbox
            LOG.warn("notifying waits: {}", e.getMessage());
        }
    }

    private void work(Lease lease) throws SQLException, InterruptedException {
        try (Leadership term = new Leadership(lease, receivers, policy, clock, pause)) {
            term.start();
            while (!term.isOver() && work.rest(pause)) {
                term.look();
                heartbeat.write();
            }
        }
    }
}
