package org.metrobed.ingest;

import java.util.ArrayList;
import java.util.List;
import org.metrobed.topics.Outgoing;

/** The connection that serves now, when there is one: others come and go, this stays. Thread-safe. */
final class ServingConnection implements CommandSender.Outlet {

    private volatile Connection connection;

    /** A connection serves from now on; null: none does. */
    void set(Connection other) {
        connection = other;
    }

    /** Whether there is one. */
    boolean isOn() {
        return connection != null;
    }

    /** How many messages are received and not acknowledged. */
    int inFlight() {
        Connection now = connection;
        return now == null ? 0 : now.bridge().inFlight();
    }

    /** Asks it to end; false when there is none. */
    boolean finish(Bridge.End end) {
        Connection now = connection;
        if (now != null) {
            now.bridge().finish(end);
        }
        return now != null;
    }

    /** Lets it go over to other routes; a connection that opens meanwhile asks for them itself. */
    void apply(RequestedRoutes routes) {
        Connection now = connection;
        if (now != null) {
            now.apply(routes);
        }
    }

    /** What is wrong with it though it serves, in words. */
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
