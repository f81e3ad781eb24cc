package org.metrobed.launcher.run;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * Writes to the terminal: one line for each step, with its duration, and at most one status line that is updated in
 * place. Thread-safe.
 */
public final class Console {

    private static final String CLEAR_LINE = "\r\u001b[2K";

    private static final long TELL_MILLIS = 20_000;

    private final PrintWriter out;
    private final long tellMillis;
    private final boolean terminal;
    private String status = "";

    /** Writes to this output; the script sets {@code metrobed.terminal} if the output is a terminal. */
    public Console(PrintWriter out) {
        this(out, Boolean.getBoolean("metrobed.terminal"));
    }

    Console(PrintWriter out, boolean terminal) {
        this(out, terminal, TELL_MILLIS);
    }

    /** @param tellMillis time between two lines about a slow step, milliseconds */
    Console(PrintWriter out, boolean terminal, long tellMillis) {
        this.out = out;
        this.terminal = terminal;
        this.tellMillis = tellMillis;
    }

    /** Whether the output is a terminal. */
    public boolean isTerminal() {
        return terminal;
    }

    /**
     * Runs a step and prints its duration; prints nothing if the step fails. If the step is slow, prints every 20
     * seconds that it still runs.
     */
    public <T> T step(String what, Supplier<T> work) {
        long start = System.nanoTime();
        T result = patiently(what, work);
        say(String.format(Locale.ROOT, "  %-28s %5.1f s", what, (System.nanoTime() - start) / 1e9));
        return result;
    }

    private <T> T patiently(String what, Supplier<T> work) {
        AtomicLong seconds = new AtomicLong();
        ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread daemon = new Thread(task, "progress of " + what);
            daemon.setDaemon(true);
            return daemon;
        });
        ScheduledFuture<?> telling = timer.scheduleAtFixedRate(
                () -> say("  " + what + " is starting, " + seconds.addAndGet(tellMillis / 1_000) + " s so far"),
                tellMillis,
                tellMillis,
                TimeUnit.MILLISECONDS);
        try {
            return work.get();
        } finally {
            telling.cancel(false);
            timer.shutdownNow();
        }
    }

    /** Same as {@link #step(String, Supplier)}, for a step without a result. */
    public void step(String what, Runnable work) {
        step(what, () -> {
            work.run();
            return true;
        });
    }

    /** Prints a line. */
    public synchronized void say(String line) {
        if (!status.isEmpty()) {
            out.print(CLEAR_LINE);
        }
        out.println(line);
        out.print(status);
        out.flush();
    }

    /** Replaces the status line; an empty text removes it. It is shown on a terminal only. */
    public synchronized void status(String text) {
        if (terminal && !text.equals(status)) {
            out.print(CLEAR_LINE + text);
            out.flush();
            status = text;
        }
    }
}
