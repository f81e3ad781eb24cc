package org.metrobed.config.work;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A daemon thread that does the same step again and again, with a pause between two steps, until it is closed. After a
 * step that fails by an exception the next one comes as usual; an {@link Error} ends the thread. Thread-safe.
 */
public final class RepeatedWork implements AutoCloseable {

    private final Duration pause;
    private final Step step;
    private final Consumer<RuntimeException> failed;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread;
    private boolean pauses; // written before the thread starts

    /**
     * Creates work that is not started.
     *
     * @param name of the thread
     * @param pause between the end of a step and the begin of the next
     * @param failed receives the exception of a step, on the thread
     */
    public RepeatedWork(String name, Duration pause, Step step, Consumer<RuntimeException> failed) {
        this.pause = Objects.requireNonNull(pause, "pause");
        this.step = Objects.requireNonNull(step, "step");
        this.failed = Objects.requireNonNull(failed, "failed");
        this.thread = new Thread(this::run, name);
        thread.setDaemon(true);
    }

    /** Starts the thread; the first step comes at once. */
    public void start() {
        thread.start();
    }

    /** Starts the thread; the first step comes after a pause. */
    public void startAfterPause() {
        pauses = true;
        thread.start();
    }

    /** Whether the work was closed; a long step looks at it and ends early. */
    public boolean isClosed() {
        return closing.getCount() == 0;
    }

    /** Waits within a step; the answer is false, at once, if the work is closed. */
    public boolean rest(Duration duration) throws InterruptedException {
        return !closing.await(duration.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Waits until the thread has ended, which happens when the work is closed. */
    public void join() throws InterruptedException {
        thread.join();
    }

    /** Asks the thread to end, without waiting for it. */
    @Override
    public void close() {
        closing.countDown();
    }

    /** Asks the thread to end, and waits for the end of its step up to a limit. */
    public void close(Duration limit) {
        close();
        try {
            thread.join(limit.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            if (pauses && !rest(pause)) {
                return;
            }
            do {
                take();
            } while (rest(pause));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void take() throws InterruptedException {
        try {
            step.take();
        } catch (RuntimeException e) { // the next step may succeed
            failed.accept(e);
        }
    }

    /** One step of the work. */
    @FunctionalInterface
    public interface Step {

        /** Does it; an {@link InterruptedException} ends the work. */
        void take() throws InterruptedException;
    }
}
