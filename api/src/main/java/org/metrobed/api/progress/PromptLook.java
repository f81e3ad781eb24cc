package org.metrobed.api.progress;

import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Says soon whether the database answers: waits for a look for a limited time, and repeats its failure for
 * {@link #REMEMBERED} without another look. Thread-safe; callers wait for one another.
 */
final class PromptLook {

    /** For so long, a failure holds. */
    static final Duration REMEMBERED = Duration.ofSeconds(5);

    private final Callable<?> look;
    private final Duration limit;
    private final InstantSource clock;
    private SQLException failure;
    private Instant failedAt = Instant.MIN;

    /**
     * Has not looked yet.
     *
     * @param look asks the database; fails with an {@link SQLException} if it does not answer
     * @param limit a look that takes longer is a failure
     * @param clock the wall clock that measures the age of a failure
     */
    PromptLook(Callable<?> look, Duration limit, InstantSource clock) {
        this.look = Objects.requireNonNull(look, "look");
        this.limit = Objects.requireNonNull(limit, "limit");
        this.clock = Objects.requireNonNull(clock, "clock");
    }

    /**
     * Returns if the database answers.
     *
     * @throws SQLException if it does not, or did not a moment ago
     */
    synchronized void check() throws SQLException {
        if (failure != null && clock.instant().isBefore(failedAt.plus(REMEMBERED))) {
            throw new SQLException(failure.getMessage(), failure.getSQLState(), failure);
        }
        try {
            run();
            failure = null;
        } catch (SQLException e) {
            failure = e;
            failedAt = clock.instant();
            throw e;
        }
    }

    /** A look that takes too long goes on in its thread and ends by itself. */
    private void run() throws SQLException {
        FutureTask<Object> task = new FutureTask<>(look::call);
        Thread thread = new Thread(task, "database-look");
        thread.setDaemon(true);
        thread.start();
        try {
            task.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new SQLTimeoutException("the database has not answered for " + limit, e);
        } catch (ExecutionException e) {
            throw new SQLException(e.getCause().getMessage(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SQLTimeoutException("interrupted while the database was asked", e);
        }
    }
}
