package org.metrobed.launcher.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

final class TerminalProgressTest {

    private final StringWriter out = new StringWriter();

    @Test
    void logShowsEachTenthOnce() {
        try (TerminalProgress progress =
                new TerminalProgress(new Console(new PrintWriter(out), false), "copying", " rows")) {
            for (int done = 0; done <= 250; done++) {
                progress.at(done, 250);
            }
        }
        assertThat(out.toString().lines()).hasSize(11).contains("  copying 0 %", "  copying 40 %", "  copying 100 %");
    }

    @Test
    void lineSaidInBetweenLeavesTheBarBelowIt() {
        Console console = new Console(new PrintWriter(out), true);
        TerminalProgress progress = new TerminalProgress(console, "copying", " rows");
        progress.at(50, 100);
        console.say("hello");
        assertThat(out.toString()).endsWith("hello" + System.lineSeparator() + bar(20) + " 50 % of 100 rows");
    }

    @Test
    void barGoesWhenAllIsDone() {
        TerminalProgress progress = new TerminalProgress(new Console(new PrintWriter(out), true), "copying", " rows");
        progress.at(50, 100);
        progress.at(100, 100);
        assertThat(out.toString()).endsWith("\r\u001b[2K");
    }

    private static String bar(int filled) {
        return "  copying [" + "=".repeat(filled) + " ".repeat(40 - filled) + "] ";
    }
}
