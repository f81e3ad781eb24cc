package org.metrobed.ingest;

import java.time.Duration;
import java.util.List;

/** Where messages come from: a connection to a broker, or clients that connect to ingest itself. Thread-safe. */
interface MessageSource extends CommandSender.Outlet {

    /**
     * Begins to serve.
     *
     * @throws org.metrobed.ingest.mqtt.MqttSubscriberException if the broker cannot be reached or refuses a configured filter
     * @throws org.metrobed.ingest.endpoint.EndpointException if ingest cannot listen
     */
    void open();

    /** Applies other routes without interruption. */
    void apply(RequestedRoutes routes);

    /** Handles one heartbeat. */
    void heartbeat();

    /** Handles one of the steps between two heartbeats. */
    void step();

    /** Its end, which anyone may cause. */
    Ending ending();

    /** Number of received messages that are not acknowledged. */
    int inFlight();

    /** Its problems in words. */
    List<String> listTroubles();

    /** Ends in order: acknowledges all received messages that are confirmed within the limit. */
    void end(Duration drainLimit) throws InterruptedException;

    /** Ends at once. */
    void abort();
}
