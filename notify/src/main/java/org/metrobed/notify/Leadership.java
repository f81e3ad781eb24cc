package org.metrobed.notify;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.metrobed.notify.group.AlertGrouping;
import org.metrobed.notify.group.Escalations;
import org.metrobed.notify.group.Group;
import org.metrobed.notify.group.NextStep;
import org.metrobed.notify.group.Policy;
import org.metrobed.notify.naming.NamesInCatalog;
import org.metrobed.notify.receiver.Receiver;
import org.metrobed.store.naming.CatalogNames;
import org.metrobed.store.notification.AlertChanges;
import org.metrobed.store.notification.KnownAlert;
import org.metrobed.store.notification.Lease;
import org.metrobed.store.notification.Notification;
import org.metrobed.store.notification.Outbox;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The work of the elected instance: reads the alerts, appends notifications to the outbox, and runs one thread for each
 * receiver, so that a receiver that is down delays no other. Used by one thread.
 */
final class Leadership implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Leadership.class);
    private static final Duration JOIN = Duration.ofSeconds(5);

    private final Lease lease;
    private final List<Receiver> receivers;
    private final Policy policy;
    private final InstantSource clock;
    private final Duration pause;
    private final SentLog sentLog = new SentLog();
    private final CountDownLatch over = new CountDownLatch(1);
    private final List<Thread> threads = new ArrayList<>();

    Leadership(Lease lease, List<Receiver> receivers, Policy policy, InstantSource clock, Duration pause) {
        this.lease = lease;
        this.receivers = receivers;
        this.policy = policy;
        this.clock = clock;
        this.pause = pause;
    }

    /** Continues from the outbox and starts the senders. */
    void start() throws SQLException {
        lease.inTransaction(connection -> {
            sentLog.put(Outbox.listUnfinished(connection));
            for (Receiver receiver : receivers) {
                long sent = Outbox.findLastSent(connection, receiver.name());
                Sender sender = new Sender(receiver, sentLog, lease, clock, Instant.ofEpochMilli(sent));
                Thread thread = new Thread(() -> send(sender), "notify-" + sender.name());
                thread.setDaemon(true);
                threads.add(thread);
            }
            return threads;
        });
        look();
        threads.forEach(Thread::start);
    }

    /** Whether a sender has ended, which happens if the right to notify is lost. */
    boolean isOver() {
        return over.getCount() == 0;
    }

    /** Reads the alerts once and appends notifications to the outbox. */
    void look() throws SQLException {
        lease.inTransaction(connection -> {
            Instant now = clock.instant();
            List<Group> groups = read(connection, now);
            Set<String> unknown = sentLog.listUnknown(groups);
            if (!unknown.isEmpty()) {
                sentLog.put(Outbox.list(connection, unknown));
            }
            List<Notification> next = decide(groups, names(connection, groups), now);
            sentLog.put(Outbox.append(connection, next));
            sentLog.show(groups);
            return next;
        });
    }

    /** Waits a short time until all senders have ended. */
    @Override
    public void close() {
        over.countDown();
        long deadline = System.nanoTime() + JOIN.toNanos();
        for (Thread thread : threads) {
            try {
                thread.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime())));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            thread.interrupt();
        }
    }

    private List<Group> read(Connection connection, Instant now) throws SQLException {
        Set<String> followed = sentLog.followed();
        List<KnownAlert> alerts =
                AlertChanges.list(connection, now.minus(policy.delay()).toEpochMilli(), followed);
        return AlertGrouping.of(alerts, AlertChanges.listSuppressions(connection, now.toEpochMilli()), followed);
    }

    private static NamesInCatalog names(Connection connection, List<Group> groups) throws SQLException {
        Set<String> datastreams = groups.stream()
                .flatMap(group -> Stream.of(List.of(group.lead()), group.open(), group.ended()))
                .flatMap(List::stream)
                .map(alert -> alert.last().datastream())
                .collect(Collectors.toSet());
        return datastreams.isEmpty()
                ? NamesInCatalog.NONE
                : new NamesInCatalog(CatalogNames.read(connection, datastreams));
    }

    private List<Notification> decide(List<Group> groups, NamesInCatalog names, Instant now) {
        List<Notification> next = new ArrayList<>();
        for (Receiver receiver : receivers) {
            NextStep steps = new NextStep(receiver.name(), receiver.wantsApproval(), policy, names, now);
            for (Group group : groups) {
                List<Notification> before = sentLog.listBefore(receiver.name(), group.id());
                OptionalLong told = sentLog.findFirstTold(group.id());
                boolean concerned = receiver.concerns(group, names)
                        && Escalations.isDue(receiver.escalatesAfter(), group, before, told, now);
                steps.of(concerned ? group : group.unconcerned(), before, told.isPresent())
                        .map(one -> written(receiver, one, group, names))
                        .ifPresent(next::add);
            }
        }
        next.forEach(one -> LOG.info("{} of group {} for {}", one.step().word(), one.group(), one.receiver()));
        return next;
    }

    /** A notification that is told, with what is sent from now on. */
    private Notification written(Receiver receiver, Notification what, Group group, NamesInCatalog names) {
        return what.step().isTold() ? what.withContent(receiver.write(sentLog.message(what, group, names))) : what;
    }

    private void send(Sender sender) {
        try {
            do {
                sender.run();
            } while (!over.await(pause.toMillis(), TimeUnit.MILLISECONDS));
        } catch (SQLException e) {
            LOG.warn("this notifier no longer sends to {}: {}", sender.name(), e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            over.countDown();
        }
    }
}
