package org.metrobed.launcher.flink;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.metrobed.embedded.ServiceException;

/** Waits for answers of a mini-cluster. Static functions only. */
final class Answers {

    private Answers() {}

    /**
     * The answer.
     *
     * @param what is waited for, for people
     * @throws ServiceException if it fails, or does not come within the limit
     */
    static <T> T get(CompletableFuture<T> future, Duration limit, String what) {
        try {
            return future.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new ServiceException(what + " failed: " + e.getCause().getMessage(), e.getCause());
        } catch (TimeoutException e) {
            throw new ServiceException(what + " took more than " + limit.toSeconds() + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServiceException("interrupted while waiting for " + what, e);
        }
    }
}
