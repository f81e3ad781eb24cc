package org.metrobed.api.annotation;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.metrobed.store.correction.AnnotationReader;
import org.metrobed.store.correction.StoredAnnotation;

/** Waits until all that follows from an annotation has been written. Thread-safe as its data source is. */
public final class AnnotationWait {

    private static final long PAUSE_NANOS = 500_000_000;

    private final AnnotationReader reader;

    /** Told how far it is; called on the thread that waits. */
    @FunctionalInterface
    public interface Progress {
        /** So many days of so many are done. */
        void at(long done, long total);
    }

    /** Looks into this database. */
    public AnnotationWait(DataSource database) {
        this.reader = new AnnotationReader(database);
    }

    /**
     * Waits, at most this long.
     *
     * @return how it stands then
     * @throws InterruptedException when the thread is interrupted meanwhile
     */
    public StoredAnnotation await(String annotation, Duration limit, Progress progress)
            throws SQLException, InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        while (true) {
            StoredAnnotation now = reader.find(annotation).orElseThrow();
            progress.at(now.days() - now.pendingDays(), now.days());
            if (now.isApplied() || System.nanoTime() - deadline >= 0) {
                return now;
            }
            LockSupport.parkNanos(PAUSE_NANOS);
            if (Thread.interrupted()) {
                throw new InterruptedException("while corrections were awaited");
            }
        }
    }
}
