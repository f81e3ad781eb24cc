package org.metrobed.testbed.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.metrobed.testbed.Metrobed;
import picocli.CommandLine;

final class CommandLineTest {

    private static final Path BUNDLES = Path.of("..", "bundles");

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "demo",
                "up",
                "simulate",
                "replay",
                "rebuild",
                "qc",
                "qartod",
                "doctor",
                "catalog",
                "catalog check",
                "catalog apply"
            })
    void everyCommandHasHelp(String command) {
        int exit = run((command + " --help").split(" "));
        assertThat(exit).isZero();
        assertThat(out.toString()).startsWith("Usage: metrobed " + command);
    }

    @Test
    void helpListsEveryCommand() {
        assertThat(run("--help")).isZero();
        assertThat(out.toString())
                .contains("demo", "up", "simulate", "replay", "rebuild", "catalog", "qc", "qartod", "bench", "doctor");
    }

    @ParameterizedTest
    @ValueSource(strings = {"demo --http-port many", "replay", "fly", "simulate --backlog yesterday"})
    void wrongUsageEndsWithTwo(String command) {
        assertThat(run(command.split(" "))).isEqualTo(2);
        assertThat(err.toString()).isNotEmpty();
    }

    @Test
    void ownBundlesHaveNoProblem() {
        assertThat(run("catalog", "check", BUNDLES.toString())).isZero();
        assertThat(out.toString()).startsWith("no problem: 1 test-beds");
    }

    @Test
    void problemOfABundleIsToldWithFileAndLine() throws IOException {
        Files.writeString(folder.resolve("broken.yaml"), "testbed:\n  id: UPPER\n");
        assertThat(run("catalog", "check", folder.toString())).isEqualTo(1);
        assertThat(err.toString()).contains("broken.yaml:2");
    }

    @Test
    void takenPortIsOneSentence() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = taken.getLocalPort();
            int exit = run(
                    "up",
                    "--data",
                    folder.toString(),
                    "--catalog",
                    BUNDLES.toString(),
                    "--http-port",
                    "" + port,
                    "--mqtt-port",
                    "0",
                    "--kafka-port",
                    "0",
                    "--postgres-port",
                    "0");
            assertThat(exit).isEqualTo(1);
            assertThat(err.toString().strip())
                    .isEqualTo("metrobed: port " + port
                            + " for HTTP is taken by another program; choose another with --http-port");
        }
    }

    @Test
    void speedThatIsNoNumberIsOneSentence() throws IOException {
        Path mapping = Path.of("..", "mappings", "ioos-water-level.yaml");
        int exit = run("replay", "none.csv", "--map", mapping.toString(), "--speed", "fast");
        assertThat(exit).isEqualTo(1);
        assertThat(err.toString()).contains("--speed is 'fast', must be a number above 0 or max");
    }

    private int run(String... arguments) {
        CommandLine commands = Metrobed.commandLine();
        commands.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        return commands.execute(arguments);
    }
}
