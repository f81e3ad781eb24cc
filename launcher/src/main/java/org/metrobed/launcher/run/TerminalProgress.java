package org.metrobed.launcher.run;

import org.metrobed.simulators.WorkProgress;

/**
 * Shows the progress of long work: a progress bar on a terminal, otherwise a line after every tenth of the work.
 * Thread-safe.
 */
public final class TerminalProgress implements WorkProgress, AutoCloseable {

    private static final int WIDTH = 40;

    private final Console console;
    private final String task;
    private final String unit;
    private long shown = -1;

    /**
     * The progress of a task.
     *
     * @param unit the unit of the count, such as {@code " readings"}
     */
    public TerminalProgress(Console console, String task, String unit) {
        this.console = console;
        this.task = task;
        this.unit = unit;
    }

    @Override
    public synchronized void at(long done, long total) {
        if (total <= 0) {
            return;
        }
        long percent = done * 100 / total;
        if (console.isTerminal()) {
            if (percent > shown) {
                int filled = (int) (percent * WIDTH / 100);
                String bar = "=".repeat(filled) + " ".repeat(WIDTH - filled);
                console.status(
                        percent < 100 ? "  %s [%s] %3d %% of %d%s".formatted(task, bar, percent, total, unit) : "");
                shown = percent;
            }
        } else if (percent / 10 > shown) {
            shown = percent / 10;
            console.say("  " + task + " " + shown * 10 + " %");
        }
    }

    /** Removes the progress bar. */
    @Override
    public synchronized void close() {
        console.status("");
    }
}
