package org.metrobed.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Checks that the soak measures and counts; memory and bytes of a few seconds say nothing. */
final class SoakIT {

    @TempDir
    private Path folder;

    @Test
    void shortRunLosesNothingAndLooksAtEverything() {
        StringWriter out = new StringWriter();
        SoakCommand.commandLine()
                .setOut(new PrintWriter(out))
                .execute("--minutes=0.2", "--rate=200", "--data=" + folder);

        assertThat(out.toString())
                .containsPattern("([\\d,]+) readings published, \\1 rows")
                .contains("| heap after a collection, MiB |", "| reading in the raw log |", "rows of 200/s")
                .doesNotContain("does not say how often", "job restarted", "| reading in the raw log | 0.0 |");
    }

    @Test
    void optionOutOfItsRangeIsNamedWithTheRange() {
        StringWriter err = new StringWriter();
        int exit = SoakCommand.commandLine().setErr(new PrintWriter(err)).execute("--rate=15");
        assertThat(exit).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(err.toString()).contains("--rate is 15, must be a multiple of 10 up to 10000");
    }
}
