package org.metrobed.lab.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.common.utils.Utils;
import org.metrobed.embedded.ServiceException;
import org.metrobed.lab.load.LoadGateway;
import org.metrobed.launcher.flink.FlinkService;

/** Causes a fault. Not thread-safe. */
final class FaultInjection {

    /** The number of messages that must be unacknowledged when the connection is cut. */
    static final int UNACKNOWLEDGED = 1_000;

    private static final long LIMIT_SECONDS = 60;
    private static final long TAKE_SECONDS = 20;
    private static final int ATTEMPTS = 3;
    private static final int SPARE = 100;
    private static final int IDLE_LOOKS = 8;
    private static final int HOUR_SECONDS = 3_600;
    private static final long DISK_SECONDS = 300;

    private final SeparateSystem system;
    private final Duration outage;
    private final Duration longOutage;
    private final Optional<FullDisk> disk;
    private final SteadyPublisher publisher;
    private final Backlog backlog;

    /**
     * The course of a fault. Immutable.
     *
     * @param beganNanos its start, from {@link System#nanoTime}
     * @param endedNanos the time at which the part was started again or released
     * @param servedNanos the time at which the part served again
     * @param note an additional remark, or empty
     */
    record Done(long beganNanos, long endedNanos, long servedNanos, String note) {
        private Done with(String remark) {
            return new Done(beganNanos, endedNanos, servedNanos, remark);
        }
    }

    /**
     * For this system.
     *
     * @param plan says how long parts are away
     * @param publisher the publisher that runs during the fault
     * @param backlog the backlog to be delivered, if the fault is a backlog
     */
    FaultInjection(SeparateSystem system, Trial.Plan plan, SteadyPublisher publisher, Backlog backlog) {
        this.system = system;
        this.outage = plan.outage();
        this.longOutage = plan.longOutage();
        this.disk = plan.disk();
        this.publisher = publisher;
        this.backlog = backlog;
    }

    /**
     * Causes the fault; returns when the part serves again.
     *
     * @param started is run immediately before the part is started again
     */
    Done run(FaultCase fault, Runnable started) {
        return switch (fault) {
            case KILL_INGEST -> replace(system.ingest()::kill, system.ingest()::start, Duration.ZERO, started);
            case STOP_KAFKA -> replace(system.kafka()::stop, system.kafka()::start, outage, started);
            case KILL_KAFKA -> replace(system.kafka()::kill, system.kafka()::start, outage, started);
            case KILL_FLINK -> killFlink(started);
            case STOP_POSTGRES -> replace(system.postgres()::stop, system.postgres()::launch, outage, started);
            case RESTART_BROKER -> replace(system.broker()::stop, system.broker()::start, Duration.ZERO, started);
            case KILL_BROKER -> replace(system.broker()::kill, system.broker()::start, Duration.ZERO, started);
            case LATE_CONFIRMATION -> system.isDirect() ? confirmLateToGateways(started) : confirmLate(started);
            case BACKLOG -> deliver(started);
            case READ_ONLY_POSTGRES ->
                during(
                        () -> system.postgres().setReadOnly(true),
                        () -> system.postgres().setReadOnly(false),
                        started);
            case FREEZE_INGEST -> freeze(system.ingest(), started);
            case FREEZE_KAFKA -> freeze(system.kafka(), started);
            case FREEZE_FLINK -> freeze(system.flink(), started);
            case FREEZE_POSTGRES -> during(system.postgres()::freeze, system.postgres()::thaw, started);
            case FREEZE_API -> freeze(system.api(), started);
            case FREEZE_BROKER -> freeze(system.broker(), started);
            case DELETE_CHECKPOINTS -> deleteCheckpoints(started);
            case FULL_DISK -> fillDisk(started);
            case CLOCK_BACK -> setClockBack(started);
            case CLOCK_AHEAD -> setClockAhead(started);
        };
    }

    private Done during(Runnable begin, Runnable end, Runnable started) {
        return replace(begin, end, longOutage, started);
    }

    private Done freeze(Part part, Runnable started) {
        return during(part::freeze, part::thaw, started);
    }

    private Done deleteCheckpoints(Runnable started) {
        Path checkpoints = FlinkService.checkpoints(system.folder().resolve("flink"));
        Done done = replace(
                () -> {
                    system.flink().stop();
                    delete(checkpoints);
                },
                system.flink()::start,
                Duration.ZERO,
                started);
        return done.with("read again from " + system.flink().greeting());
    }

    private static void delete(Path folder) {
        try {
            Utils.delete(folder.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(folder + " cannot be deleted: " + e.getMessage(), e);
        }
    }

    /** Parts that end while nothing can be written are started again, and end again. */
    private Done fillDisk(Runnable started) {
        FullDisk full = disk.orElseThrow();
        try (Supervisor supervisor = Supervisor.start(system.listParts())) {
            Done done = replace(() -> full.keepFull(longOutage), started, longOutage, () -> {});
            Deadline.until("all parts to serve after the disk was freed", DISK_SECONDS, system::isServing);
            return done.with(ended(supervisor.restarts()));
        }
    }

    private static String ended(List<String> restarts) {
        return restarts.isEmpty()
                ? "no part ended"
                : "ended by themselves: "
                        + restarts.stream()
                                .collect(Collectors.groupingBy(part -> part, TreeMap::new, Collectors.counting()));
    }

    /** The clock of a machine without a battery: ingest starts with it, and then it is set right. */
    private Done setClockBack(Runnable started) {
        FakeClock clock = system.clock().orElseThrow();
        return during(
                () -> {
                    clock.jump(-HOUR_SECONDS);
                    Deadline.untilNanos(System.nanoTime() + longOutage.toNanos() / 4);
                    system.ingest().kill();
                    system.ingest().start();
                },
                () -> clock.jump(0),
                started);
    }

    /** A clock is set right while ingest runs, and later ingest is started again. */
    private Done setClockAhead(Runnable started) {
        FakeClock clock = system.clock().orElseThrow();
        Done done = during(() -> clock.jump(HOUR_SECONDS), () -> clock.jump(0), started);
        Deadline.untilNanos(System.nanoTime() + longOutage.toNanos() / 4);
        system.ingest().kill();
        system.ingest().start();
        return done;
    }

    private static Done replace(Runnable end, Runnable start, Duration outage, Runnable started) {
        long began = System.nanoTime();
        end.run();
        Deadline.untilNanos(began + outage.toNanos());
        long ended = System.nanoTime();
        started.run();
        start.run();
        return new Done(began, ended, System.nanoTime(), "");
    }

    private Done killFlink(Runnable started) {
        Done done = replace(system.flink()::kill, system.flink()::start, Duration.ZERO, started);
        return done.with("resumed from " + system.flink().greeting());
    }

    private Done confirmLate(Runnable started) {
        IngestStatus ingest = system.ingestStatus();
        long began = System.nanoTime();
        try {
            holdBack();
            long before = ingest.inFlight();
            long reconnects = ingest.reconnects();
            system.ingestProxy().cut();
            Deadline.until("ingest to connect again", LIMIT_SECONDS, () -> ingest.reconnects() > reconnects);
            Deadline.until(
                    "the redelivery of what was not acknowledged", LIMIT_SECONDS, () -> ingest.inFlight() >= before);
            started.run();
            String note = before + " unacknowledged at the cut";
            return new Done(began, System.nanoTime(), System.nanoTime(), note);
        } finally {
            system.kafka().thaw();
        }
    }

    private Done confirmLateToGateways(Runnable started) {
        IngestStatus ingest = system.ingestStatus();
        long began = System.nanoTime();
        system.kafka().freeze();
        try {
            Deadline.until("ingest to take messages", LIMIT_SECONDS, () -> ingest.inFlight() >= UNACKNOWLEDGED);
            long before = ingest.inFlight();
            long resent = publisher.resent();
            system.ingestProxy().cut();
            Deadline.until(
                    "gateways to send again what was not acknowledged",
                    LIMIT_SECONDS,
                    () -> publisher.resent() > resent && ingest.inFlight() >= before);
            started.run();
            return new Done(began, System.nanoTime(), System.nanoTime(), before + " unacknowledged at the cut");
        } finally {
            system.kafka().thaw();
        }
    }

    private Done deliver(Runnable started) {
        long began = System.nanoTime();
        started.run();
        try (LoadGateway gateway = LoadGateway.open(system.mqttUrl(), "faults-store")) {
            backlog.messages().forEach(gateway::publish);
            gateway.finish();
        }
        long ended = System.nanoTime();
        String note = String.format(
                Locale.ROOT, "%,d readings of the past day taken in %.1f s", backlog.readings(), (ended - began) / 1e9);
        return new Done(began, ended, ended, note);
    }

    /**
     * Freezes Kafka, so that ingest receives many messages without a confirmation of Kafka. The publisher pauses
     * meanwhile, so that messages are left for another attempt.
     */
    private void holdBack() {
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            letWait();
            system.kafka().freeze();
            system.ingestProxy().release();
            if (Deadline.holds(TAKE_SECONDS, () -> system.ingestStatus().inFlight() >= UNACKNOWLEDGED)) {
                publisher.resume();
                return;
            }
            system.kafka().thaw();
        }
        throw new ServiceException("ingest never had " + UNACKNOWLEDGED + " messages unacknowledged");
    }

    /**
     * Lets messages queue at the broker for an ingest that has acknowledged all messages sent to it. Only in this state
     * does the broker send all queued messages at once.
     */
    private void letWait() {
        publisher.pause();
        int[] idle = {0};
        Deadline.until(
                "ingest to acknowledge everything",
                LIMIT_SECONDS,
                () -> (idle[0] = system.ingestStatus().inFlight() == 0 ? idle[0] + 1 : 0) >= IDLE_LOOKS);
        system.ingestProxy().hold();
        long wanted = publisher.acknowledged() + UNACKNOWLEDGED + SPARE;
        publisher.resume();
        Deadline.until("messages to wait at the broker", LIMIT_SECONDS, () -> publisher.acknowledged() >= wanted);
        publisher.pause();
    }
}
