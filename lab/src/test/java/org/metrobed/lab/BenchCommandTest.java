package org.metrobed.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class BenchCommandTest {

    @TempDir
    private Path folder;

    @Test
    void optionsOutOfRangeAreNamedWithTheirRule() {
        assertThat(run("--datastreams=205")).contains("--datastreams is 205, must be a multiple of 10 up to 100000");
        assertThat(run("--datastreams=100010")).contains("--datastreams is 100010");
        assertThat(run("--interval=PT0.5S")).contains("--interval is PT0.5S, must be whole seconds from PT1S to PT1H");
        assertThat(run("--connections=0")).contains("--connections is 0, must be from 1 to 10000");
        assertThat(run("--mqtt-endpoint=kafka")).contains("--mqtt-endpoint is 'kafka', must be broker or ingest");
        assertThat(run("--delay=PT0.5S")).contains("--delay is PT0.5S, must be whole seconds from PT1S to PT24H");
        assertThat(run("--seconds=0")).contains("--seconds is 0, must be at least 1");
    }

    private String run(String option) {
        StringWriter err = new StringWriter();
        CommandLine bench = BenchCommand.commandLine().setErr(new PrintWriter(err, true));

        assertThat(bench.execute(option, "--data=" + folder)).isEqualTo(CommandLine.ExitCode.USAGE);
        return err.toString();
    }
}
