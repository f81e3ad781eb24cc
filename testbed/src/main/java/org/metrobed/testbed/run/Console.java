package org.metrobed.testbed.run;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.function.Supplier;

/** What the person at the terminal sees: one line a step, with its time. Thread-safe. */
public final class Console {

    private final PrintWriter out;

    public Console(PrintWriter out) {
        this.out = out;
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
        out.println(line);
        out.flush();
    }
}
