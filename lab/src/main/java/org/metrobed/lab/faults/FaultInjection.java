package org.metrobed.lab.faults;

import java.time.Duration;
import java.util.Locale;
import org.metrobed.embedded.ServiceException;
import org.metrobed.lab.load.LoadGateway;

/** Causes a fault. Not thread-safe. */
final class FaultInjection {

    /** The number of messages that must be unacknowledged when the connection is cut. */
    static final int UNACKNOWLEDGED = 1_000;

    private static final long LIMIT_SECONDS = 60;
    private static final long TAKE_SECONDS = 20;
    private static final int ATTEMPTS = 3;
    private static final int SPARE = 100;
    private static final int IDLE_LOOKS = 8;

    private final SeparateSystem system;
    private final Duration outage;
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
    record Done(long beganNanos, long endedNanos, long servedNanos, String note) {}

    /**
     * For this system.
     *
     * @param outage the time between stop and start, if the fault stops a part
     * @param publisher the publisher that runs during the fault
     * @param backlog the backlog to be delivered, if the fault is a backlog
     */
    FaultInjection(SeparateSystem system, Duration outage, SteadyPublisher publisher, Backlog backlog) {
        this.system = system;
        this.outage = outage;
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
            case STOP_POSTGRES -> replace(system::stopPostgres, system::startPostgres, outage, started);
            case RESTART_BROKER -> replace(system.broker()::stop, system.broker()::start, Duration.ZERO, started);
            case KILL_BROKER -> replace(system.broker()::kill, system.broker()::start, Duration.ZERO, started);
            case LATE_CONFIRMATION -> system.isDirect() ? confirmLateToGateways(started) : confirmLate(started);
            case BACKLOG -> deliver(started);
        };
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
        return new Done(
                done.beganNanos(),
                done.endedNanos(),
                done.servedNanos(),
                "resumed from " + system.flink().greeting());
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
