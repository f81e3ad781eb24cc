package org.metrobed.embedded;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The PostgreSQL servers of this process. They are processes of their own, and would outlive it: what still runs when the JVM
 * ends is stopped. Thread-safe.
 */
final class RunningServers {

    private static final Logger LOG = LoggerFactory.getLogger(RunningServers.class);
    private static final Set<PostgresCluster> CLUSTERS = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(RunningServers::stopAtOnce, "stop PostgreSQL"));
    }

    private RunningServers() {}

    /** A server of this folder starts or was found. */
    static void add(PostgresCluster cluster) {
        CLUSTERS.add(cluster);
    }

    /** It was stopped. */
    static void remove(PostgresCluster cluster) {
        CLUSTERS.remove(cluster);
    }

    /** Stops all servers without waiting for their clients; committed data is on disk. */
    static void stopAtOnce() {
        for (PostgresCluster cluster : List.copyOf(CLUSTERS)) {
            try {
                cluster.stopAtOnce();
                CLUSTERS.remove(cluster);
            } catch (IOException | ServiceException e) { // the others are stopped all the same
                LOG.error("PostgreSQL in {} does not stop", cluster.data(), e);
            }
        }
    }
}
