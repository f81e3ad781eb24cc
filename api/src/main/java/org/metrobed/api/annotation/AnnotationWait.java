package org.metrobed.api.annotation;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.metrobed.store.correction.AnnotationReader;
import org.metrobed.store.correction.StoredAnnotation;

/** Waits until all corrections from an annotation have been written. Thread-safe if its data source is. */
public final class AnnotationWait {

    private static final long PAUSE_NANOS = 500_000_000;

    private final AnnotationReader reader;

    /** Receives the progress, on the waiting thread. */
    @FunctionalInterface
    public interface Progress {
        /** {@code done} of {@code total} days are done. */
        void at(long done, long total);
    }

    /** Reads from this database. */
    public AnnotationWait(DataSource database) {
        this.reader = new AnnotationReader(database);
    }

    /**
     * Waits at most {@code limit}.
     *
     * @return the annotation in its state at the end of the wait
     * @throws InterruptedException if the thread is interrupted
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
                throw new InterruptedException("while waiting for corrections");
            }
        }
    }
}
