package org.metrobed.stream.catalog;

import java.util.ArrayList;
import java.util.List;
import org.metrobed.catalog.Catalog;

/**
 * Every catalog version by the log time from which it is in force, and the log time up to which versions are known. One
 * thread adds; any thread may query and wait.
 *
 * <p>The broker stamps each record of the catalog topic when it appends it. A version is in force from its stamp plus a
 * lead. So once a record stamped {@code T} was read, version or heartbeat, every version in force from before
 * {@code T + lead} has been read too.
 */
public final class CatalogTimeline {

    /** Time from the publication of a version until it is in force, milliseconds. */
    public static final long LEAD_MILLIS = 5_000;

    private static final int MAX_PROBLEM = 500;

    private final List<CatalogInForce> versions = new ArrayList<>();
    private final List<CatalogNotice> notices = new ArrayList<>();
    private volatile long knownMillis = Long.MIN_VALUE;
    private volatile int noticeCount;
    private CatalogNotice fault;
    private long skipped;
    private boolean loaded;
    private RuntimeException failure;

    /** Adds a version that the broker appended at this time. */
    public synchronized void addVersion(long appendedMillis, Catalog catalog) {
        long from = Long.MIN_VALUE;
        if (versions.isEmpty()) {
            versions.add(new CatalogInForce(from, catalog));
        } else {
            CatalogInForce last = versions.get(versions.size() - 1);
            from = Math.max(appendedMillis + LEAD_MILLIS, last.fromMillis() + 1);
            versions.add(last.next(from, catalog));
        }
        if (fault != null) {
            notices.add(fault.repaired(Math.max(from, appendedMillis + LEAD_MILLIS), catalog.version()));
            noticeCount = notices.size();
            fault = null;
        }
        advanceTo(appendedMillis);
    }

    /**
     * Adds a record that is not a usable version. The versions stay as they are.
     *
     * @param number its offset
     * @param problem why it is unusable; cut to 500 characters
     */
    public synchronized void addSkipped(long appendedMillis, long number, String problem) {
        skipped++;
        if (fault == null) {
            String head = problem.length() > MAX_PROBLEM ? problem.substring(0, MAX_PROBLEM) : problem;
            fault = new CatalogNotice(
                    appendedMillis + LEAD_MILLIS, number, appendedMillis, CatalogNotice.NONE, 1, head);
            notices.add(fault);
            noticeCount = notices.size();
        } else {
            fault = fault.withOneMore();
        }
        advanceTo(appendedMillis);
    }

    /** Number of notices so far, due or not. */
    public int noticeCount() {
        return noticeCount;
    }

    /** Number of skipped records. */
    public synchronized long skipped() {
        return skipped;
    }

    /** Marks that the topic was read to its end once. */
    public synchronized void markLoaded() {
        loaded = true;
        notifyAll();
    }

    /**
     * The notices to report up to a log time, without the first {@code emitted} notices. Waits until the topic was
     * read to its end once, so that a run over an old log reports the same as the first run, and, if there is a version,
     * until the catalog is known up to that time.
     *
     * @throws InterruptedException if the waiting task is cancelled
     * @throws IllegalStateException if the reader of the topic has failed
     */
    public synchronized List<CatalogNotice> noticesUpTo(long logMillis, int emitted) throws InterruptedException {
        while (!loaded || (!versions.isEmpty() && logMillis > knownMillis)) {
            checkReader();
            wait();
        }
        int end = emitted;
        while (end < notices.size() && notices.get(end).fromMillis() <= logMillis) {
            end++;
        }
        return List.copyOf(notices.subList(emitted, end));
    }

    /** Notes that the broker appended a record at this time. */
    public synchronized void advanceTo(long appendedMillis) {
        if (!versions.isEmpty()) {
            knownMillis = Math.max(knownMillis, appendedMillis + LEAD_MILLIS);
        }
        notifyAll();
    }

    /** Ends all waiting because the reader of the topic has failed. */
    public synchronized void fail(RuntimeException cause) {
        failure = cause;
        notifyAll();
    }

    /** The time up to which the catalog is known, milliseconds since 1970 UTC. */
    public long knownMillis() {
        return knownMillis;
    }

    /**
     * The version in force at a log time; waits until the catalog is known up to that time.
     *
     * @throws InterruptedException if the waiting task is cancelled
     * @throws IllegalStateException if the reader of the topic has failed
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
            checkReader();
            wait();
        }
    }

    private void checkReader() {
        if (failure != null) {
            throw new IllegalStateException("the catalog topic cannot be read", failure);
        }
    }
}
