package org.metrobed.testbed.run;

import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.metrobed.simulators.Progress;

/** Long work on the terminal: a bar where one looks (the script says so in {@code metrobed.terminal}), a line every tenth in
 * a log. Thread-safe. */
public final class TerminalProgress implements Progress, AutoCloseable {

    private final Console console;
    private final String task;
    private final ProgressBar bar;
    private long tenths;

    /**
     * Of a task.
     *
     * @param unit what is counted, such as {@code " readings"}
     */
    public TerminalProgress(Console console, String task, String unit) {
        this.console = console;
        this.task = task;
        this.bar = Boolean.getBoolean("metrobed.terminal")
                ? new ProgressBarBuilder()
                        .setTaskName(task)
                        .setUnit(unit, 1)
                        .setStyle(ProgressBarStyle.ASCII)
                        .build()
                : null;
    }

    @Override
    public synchronized void at(long done, long total) {
        if (bar != null) {
            bar.maxHint(total);
            bar.stepTo(done);
        } else if (total > 0 && done * 10 / total > tenths) {
            tenths = done * 10 / total;
            console.say("  " + task + " " + tenths * 10 + " %");
        }
    }

    @Override
    public synchronized void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
