package org.metrobed.lab.faults;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/** A fault that can occur while readings arrive. */
public enum FaultCase {
    KILL_INGEST("kill-ingest", "kill -9 ingest, start it again"),
    STOP_KAFKA("stop-kafka", "stop Kafka (SIGTERM), start it again after the outage"),
    KILL_KAFKA("kill-kafka", "kill -9 Kafka, start it again after the outage"),
    KILL_FLINK("kill-flink", "kill -9 the Flink process, start it again"),
    STOP_POSTGRES("stop-postgres", "stop PostgreSQL, start it again after the outage"),
    RESTART_BROKER("restart-broker", "restart the MQTT broker; gateways resend what it has not acknowledged"),
    KILL_BROKER("kill-broker", "kill -9 the MQTT broker, start it again; gateways resend what it has not acknowledged"),
    LATE_CONFIRMATION(
            "late-confirmation",
            "freeze Kafka while ingest has " + FaultInjection.UNACKNOWLEDGED
                    + " messages, cut its connections, let the messages come again, let Kafka go on"),
    BACKLOG(
            "backlog",
            "no fault: a gateway delivers a day of readings of " + Backlog.THINGS
                    + " meters at once, mixed across them"),
    READ_ONLY_POSTGRES("read-only-postgres", "make PostgreSQL read-only, and writable again"),
    FREEZE_INGEST("freeze-ingest", "freeze ingest (SIGSTOP), let it go on"),
    FREEZE_KAFKA("freeze-kafka", "freeze Kafka, let it go on"),
    FREEZE_FLINK("freeze-flink", "freeze the Flink process, let it go on"),
    FREEZE_POSTGRES("freeze-postgres", "freeze all processes of PostgreSQL, let them go on"),
    FREEZE_API("freeze-api", "freeze the API, let it go on"),
    FREEZE_BROKER("freeze-broker", "freeze the MQTT broker, let it go on"),
    DELETE_CHECKPOINTS(
            "delete-checkpoints",
            "stop Flink, delete its checkpoints, start it: it reads the raw log from the beginning"),
    FULL_DISK("full-disk", "fill the disk of all parts to the last byte, free it; parts that end are started again"),
    CLOCK_BACK("clock-back", "set the clock of ingest an hour back, start ingest again with it, set it right"),
    CLOCK_AHEAD("clock-ahead", "set the clock of ingest an hour ahead, set it right, start ingest again");

    /** The faults that last as long as the load of the other ones. */
    private static final Set<FaultCase> LONG = Set.of(
            READ_ONLY_POSTGRES,
            FREEZE_INGEST,
            FREEZE_KAFKA,
            FREEZE_FLINK,
            FREEZE_POSTGRES,
            FREEZE_API,
            FREEZE_BROKER,
            FULL_DISK,
            CLOCK_BACK,
            CLOCK_AHEAD);

    private final String id;
    private final String meaning;

    FaultCase(String id, String meaning) {
        this.id = id;
        this.meaning = meaning;
    }

    /** Whether it is a fault of an MQTT broker, so that a system without one cannot have it. */
    public boolean isOfBroker() {
        return this == RESTART_BROKER || this == KILL_BROKER || this == FREEZE_BROKER;
    }

    /** Whether there is what the fault needs: for a fault of the clock, libfaketime. */
    public boolean isPossible() {
        return !isOfClock() || FakeClock.installed().isPresent();
    }

    /** Whether it is a fault of the clock, which needs libfaketime. */
    boolean isOfClock() {
        return this == CLOCK_BACK || this == CLOCK_AHEAD;
    }

    /** Whether it lasts as long as the load, a minute at most; the load is half as long again then. */
    boolean isLong() {
        return LONG.contains(this);
    }

    /** What {@code /health} promises to say of it. */
    HealthPromise promise() {
        return switch (this) {
            case KILL_INGEST, RESTART_BROKER, KILL_BROKER, FREEZE_BROKER, CLOCK_BACK, CLOCK_AHEAD ->
                HealthPromise.of("ingest");
            case FREEZE_INGEST -> HealthPromise.of("ingest").toldAfter(45);
            case STOP_KAFKA, KILL_KAFKA, LATE_CONFIRMATION -> HealthPromise.ofKafka();
            case FREEZE_KAFKA -> HealthPromise.ofKafka().toldAfter(30);
            case KILL_FLINK, FREEZE_FLINK, DELETE_CHECKPOINTS -> HealthPromise.of("pipeline");
            case STOP_POSTGRES -> HealthPromise.of("database", "pipeline");
            case READ_ONLY_POSTGRES -> HealthPromise.of("database", "pipeline").toldAfter(15);
            case FREEZE_POSTGRES -> HealthPromise.of("database", "pipeline").toldAfter(20);
            case FREEZE_API -> HealthPromise.ofApi();
            case FULL_DISK -> HealthPromise.of("database", "pipeline", "kafka", "ingest");
            case BACKLOG -> HealthPromise.of();
        };
    }

    /** Its name on the command line. */
    public String id() {
        return id;
    }

    /** A description of the fault. */
    public String meaning() {
        return meaning;
    }

    /** The fault with this name. */
    public static Optional<FaultCase> find(String id) {
        return Arrays.stream(values()).filter(fault -> fault.id.equals(id)).findFirst();
    }
}
