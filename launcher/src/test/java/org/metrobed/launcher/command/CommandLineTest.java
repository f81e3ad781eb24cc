package org.metrobed.launcher.command;

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
import org.metrobed.access.Access;
import org.metrobed.launcher.Metrobed;
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
                "doctor",
                "catalog",
                "gateway",
                "gateway add",
                "catalog check",
                "catalog apply",
                "redrive",
                "annotate",
                "recompute",
                "alert",
                "alert list",
                "alert ack",
                "alert assign",
                "alert comment",
                "alert judge",
                "alert silence",
                "alert unsilence",
                "detect",
                "tune"
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
                .contains(
                        "demo",
                        "up",
                        "simulate",
                        "replay",
                        "rebuild",
                        "catalog",
                        "gateway",
                        "alert",
                        "redrive",
                        "annotate",
                        "recompute",
                        "qc",
                        "qartod",
                        "detect",
                        "tune",
                        "bench",
                        "faults",
                        "package",
                        "doctor");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "demo --http-port many",
                "replay",
                "fly",
                "simulate --backlog yesterday",
                "redrive --wait soon",
                "redrive --reason bored",
                "redrive --limit 100001",
                "redrive --topic a#",
                "redrive --datetime yesterday",
                "annotate --bad --reason r --author a",
                "annotate --datastream a/b/c --datetime yesterday --bad --reason r --author a",
                "annotate --datastream a/b/c --datetime 2026-05-01 --bad --offset 1 --reason r --author a",
                "annotate --datastream a/b/c --datetime 2026-05-01 --scale 0 --reason r --author a",
                "annotate --datastream a/b/c --datetime 2026-05-01 --bad --author a",
                "recompute --datastream a/b/c",
                "recompute --datastream a/b/c --datetime 2020-01-01/2026-01-01",
                "detect",
                "detect --input a.csv",
                "detect --input a.csv --output b.csv --zone Moon/Crater"
            })
    void wrongUsageEndsWithTwo(String command) {
        assertThat(run(command.split(" "))).isEqualTo(2);
        assertThat(err.toString()).isNotEmpty();
    }

    @Test
    void redriveWithoutAMetrobedIsOneSentence() {
        int exit = run("redrive", "--data", folder.resolve("none").toString());
        assertThat(exit).isEqualTo(1);
        assertThat(err.toString().strip())
                .startsWith("metrobed: no Metrobed has run in")
                .hasLineCount(1);
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
    void addedGatewayIsToldItsPasswordAndKnownByIt() throws IOException {
        Path acl = Path.of("..", "deploy", "mosquitto", "access", "passwords", "acl");
        Files.copy(acl, folder.resolve("acl"));

        assertThat(run("gateway", "add", "gw-17", "--access", folder.toString()))
                .isZero();

        String password = out.toString().strip().replaceFirst(".*: ", "");
        assertThat(password).hasSize(24);
        assertThat(Files.readString(folder.resolve("passwords")))
                .startsWith("gw-17:$7$")
                .doesNotContain(password);
        assertThat(Access.read(folder).isUser("gw-17", password)).isTrue();
        assertThat(run("gateway", "add", "gw-17", "--access", folder.toString()))
                .isEqualTo(1);
        assertThat(err.toString()).contains("has a user gw-17 already");
    }

    @Test
    void chosenPasswordIsHashedWithManyRoundsAndMustBeLong() throws IOException {
        Files.copy(Path.of("..", "deploy", "mosquitto", "access", "passwords", "acl"), folder.resolve("acl"));
        Path chosen = Files.writeString(folder.resolve("chosen"), "our old gate\n");
        String[] add = {"gateway", "add", "gw-17", "--access", folder.toString(), "--password-file", chosen.toString()};
        assertThat(run(add)).isZero();
        assertThat(Files.readString(folder.resolve("passwords"))).startsWith("gw-17:$7$210000$");
        assertThat(Access.read(folder).isUser("gw-17", "our old gate")).isTrue();
        assertThat(out.toString()).doesNotContain("our old gate");

        Files.writeString(chosen, "short");
        assertThat(run(add)).isEqualTo(1);
        assertThat(err.toString()).contains("the password in " + chosen + " has 5 characters, must have at least 12");
    }

    @Test
    void gatewayWithoutAnAclIsOneSentence() {
        assertThat(run("gateway", "add", "gw-17", "--access", folder.toString()))
                .isEqualTo(1);
        assertThat(err.toString().strip()).isEqualTo("metrobed: " + folder.resolve("acl") + " does not exist");
    }

    @Test
    void passwordInAnAddressIsRefusedAndNotRepeated() {
        assertThat(run("simulate", "--mqtt", "tcp://gw:hunter2@broker:1883", "--catalog", BUNDLES.toString()))
                .isEqualTo(1);
        assertThat(err.toString()).contains("must not hold a user or password").doesNotContain("hunter2");
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
