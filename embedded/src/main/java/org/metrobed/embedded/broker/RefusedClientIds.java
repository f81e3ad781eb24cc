package org.metrobed.embedded.broker;

import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts the clients that were refused for their client id, and logs one of them a second at most. Thread-safe. */
final class RefusedClientIds {

    private static final Logger LOG = LoggerFactory.getLogger(RefusedClientIds.class);
    private static final long PERIOD_NANOS = TimeUnit.SECONDS.toNanos(1);

    private long count;
    private long loggedNanos;

    synchronized void add(String clientId, String user, String owner) {
        long now = System.nanoTime();
        count++;
        if (count == 1 || now - loggedNanos >= PERIOD_NANOS) {
            loggedNanos = now;
            LOG.warn(
                    "refused client id '{}' to {}: it belongs to user '{}'; {} such refusals since the start",
                    clientId.replaceAll("\\p{Cntrl}", "?"),
                    user.isEmpty() ? "a client without a user" : "user '" + user + "'",
                    owner,
                    count);
        }
    }

    synchronized long count() {
        return count;
    }
}
