package org.metrobed.lab.faults;

import java.util.Arrays;
import java.util.Optional;

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
                    + " meters at once, mixed across them");

    private final String id;
    private final String meaning;

    FaultCase(String id, String meaning) {
        this.id = id;
        this.meaning = meaning;
    }

    /** Whether it is a fault of an MQTT broker, so that a system without one cannot have it. */
    public boolean isOfBroker() {
        return this == RESTART_BROKER || this == KILL_BROKER;
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
