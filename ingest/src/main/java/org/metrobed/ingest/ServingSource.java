package org.metrobed.ingest;

import java.util.ArrayList;
import java.util.List;
import org.metrobed.topics.Outgoing;

/** The currently serving source of messages, if there is one. Sources change; this object stays. Thread-safe. */
final class ServingSource implements CommandSender.Outlet {

    private volatile MessageSource source;

    /** Sets the serving source; null: none. */
    void set(MessageSource other) {
        source = other;
    }

    /** Whether a source serves. */
    boolean isOn() {
        return source != null;
    }

    /** Number of received messages that are not acknowledged. */
    int inFlight() {
        MessageSource now = source;
        return now == null ? 0 : now.inFlight();
    }

    /** Asks it to end; false if there is none. */
    boolean finish(Bridge.End end) {
        MessageSource now = source;
        if (now != null) {
            now.ending().finish(end);
        }
        return now != null;
    }

    /** Applies other routes to it; a source that opens at the same time reads them itself. */
    void apply(RequestedRoutes routes) {
        MessageSource now = source;
        if (now != null) {
            now.apply(routes);
        }
    }

    /** Its problems while it serves, in words. */
    List<String> listTroubles() {
        MessageSource now = source;
        return now == null ? new ArrayList<>() : new ArrayList<>(now.listTroubles());
    }

    @Override
    public Outcome publish(Outgoing command, long expirySeconds) {
        MessageSource now = source;
        return now == null ? Outcome.AWAY : now.publish(command, expirySeconds);
    }
}
