package org.metrobed.stream.catalog;

import java.util.ArrayList;
import java.util.List;
import org.metrobed.catalog.Catalog;

/**
 * Every catalog version by the log time at which it begins to hold, and up to when that is known. One thread adds, any
 * thread asks and waits.
 *
 * <p>The broker stamps each record of the catalog topic when it appends it. A version holds from its stamp plus a lead; so
 * once a record stamped {@code T} was read, version or heartbeat, every version that holds from before {@code T + lead} has
 * been read too.
 */
public final class CatalogTimeline {

    /** How long after its publication a version begins to hold, milliseconds. */
    public static final long LEAD_MILLIS = 5_000;

    private final List<CatalogInForce> versions = new ArrayList<>();
    private volatile long knownMillis = Long.MIN_VALUE;
    private RuntimeException failure;

    /** Adds a version that the broker appended at this time. */
    public synchronized void addVersion(long appendedMillis, Catalog catalog) {
        long from = Long.MIN_VALUE;
        if (!versions.isEmpty()) {
            from = Math.max(
                    appendedMillis + LEAD_MILLIS,
                    versions.get(versions.size() - 1).fromMillis() + 1);
        }
        versions.add(new CatalogInForce(from, catalog));
        heard(appendedMillis);
    }

    /** Notes that the broker appended some record at this time. */
    public synchronized void heard(long appendedMillis) {
        if (!versions.isEmpty()) {
            knownMillis = Math.max(knownMillis, appendedMillis + LEAD_MILLIS);
        }
        notifyAll();
    }

    /** Ends all waiting: the reader of the topic has failed. */
    public synchronized void fail(RuntimeException cause) {
        failure = cause;
        notifyAll();
    }

    /** Up to when the catalog is known, milliseconds since 1970 UTC. */
    public long knownMillis() {
        return knownMillis;
    }

    /**
     * The version in force at a log time; waits until the catalog is known that far.
     *
     * @throws InterruptedException when the waiting task is cancelled
     * @throws IllegalStateException when the reader of the topic has failed
     */
    public CatalogInForce at(long receivedMillis) throws InterruptedException {
        if (receivedMillis > knownMillis) {
            awaitKnown(receivedMillis);
        }
        synchronized (this) {
            int i = versions.size() - 1;
            while (i > 0 && versions.get(i).fromMillis() > receivedMillis) {
                i--;
            }
            return versions.get(i);
        }
    }

    private synchronized void awaitKnown(long receivedMillis) throws InterruptedException {
        while (receivedMillis > knownMillis) {
            if (failure != null) {
                throw new IllegalStateException("the catalog topic cannot be read", failure);
            }
            wait();
        }
    }
}
