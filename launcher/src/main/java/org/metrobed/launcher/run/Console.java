package org.metrobed.launcher.run;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * What the person at the terminal sees: one line a step, with its time, and at most one line of status that changes in its
 * place. Thread-safe.
 */
public final class Console {

    private static final String CLEAR_LINE = "\r\u001b[2K";

    private final PrintWriter out;
    private final boolean watched;
    private String status = "";

    /** Over this output; the script says in {@code metrobed.terminal} whether someone looks at it. */
    public Console(PrintWriter out) {
        this(out, Boolean.getBoolean("metrobed.terminal"));
    }

    Console(PrintWriter out, boolean watched) {
        this.out = out;
        this.watched = watched;
    }

    /** Whether the output is a terminal. */
    public boolean isAnomalyDetectionOn() {
        return watched;
    }

    /** Does a step and says how long it took; a step that fails says nothing. */
    public <T> T step(String what, Supplier<T> work) {
        long start = System.nanoTime();
        T result = work.get();
        say(String.format(Locale.ROOT, "  %-28s %5.1f s", what, (System.nanoTime() - start) / 1e9));
        return result;
    }

    /** As {@link #step(String, Supplier)}, for a step without result. */
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

    /** Replaces the line of status; the empty text takes it away. On anything but a terminal it is not shown. */
    public synchronized void status(String text) {
        if (watched && !text.equals(status)) {
            out.print(CLEAR_LINE + text);
            out.flush();
            status = text;
        }
    }
}
