package org.metrobed.ingest;

import java.util.ArrayList;
import java.util.List;
import org.metrobed.topics.Outgoing;

/** The currently serving connection, if there is one. Connections change; this object stays. Thread-safe. */
final class ServingConnection implements CommandSender.Outlet {

    private volatile Connection connection;

    /** Sets the serving connection; null: none. */
    void set(Connection other) {
        connection = other;
    }

    /** Whether a connection serves. */
    boolean isOn() {
        return connection != null;
    }

    /** Number of received messages that are not acknowledged. */
    int inFlight() {
        Connection now = connection;
        return now == null ? 0 : now.bridge().inFlight();
    }

    /** Asks it to end; false if there is none. */
    boolean finish(Bridge.End end) {
        Connection now = connection;
        if (now != null) {
            now.bridge().finish(end);
        }
        return now != null;
    }

    /** Applies other routes to it; a connection that opens at the same time reads them itself. */
    void apply(RequestedRoutes routes) {
        Connection now = connection;
        if (now != null) {
            now.apply(routes);
        }
    }

    /** Its problems while it serves, in words. */
    List<String> listTroubles() {
        Connection now = connection;
        List<String> troubles = new ArrayList<>();
        if (now != null && !now.refused().isEmpty()) {
            troubles.add("the broker refuses to subscribe " + now.refused());
        }
        return troubles;
    }

    @Override
    public Outcome publish(Outgoing command, long expirySeconds) {
        Connection now = connection;
        return now == null ? Outcome.AWAY : now.publish(command, expirySeconds);
    }
}
