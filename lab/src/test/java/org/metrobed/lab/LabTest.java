package org.metrobed.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.metrobed.launcher.Metrobed;
import picocli.CommandLine;

/** The commands of this module are equal to those that the launcher lists and that the script passes to this module. */
final class LabTest {

    private static final Set<String> COMMANDS =
            Lab.commandLine().getSubcommands().keySet();

    @Test
    void everyCommandHasHelp() {
        for (String command : COMMANDS) {
            StringWriter out = new StringWriter();
            CommandLine lab = Lab.commandLine();
            lab.setOut(new PrintWriter(out, true));

            assertThat(lab.execute(command, "--help")).as(command).isZero();
            assertThat(out.toString()).startsWith("Usage: metrobed " + command);
        }
    }

    @Test
    void launcherListsEveryCommandAndSaysHowItIsStarted() {
        for (String command : COMMANDS) {
            StringWriter err = new StringWriter();
            CommandLine launcher = Metrobed.commandLine();
            launcher.setErr(new PrintWriter(err, true));

            assertThat(launcher.execute(command, "--json")).as(command).isOne();
            assertThat(err.toString()).contains("is started by the script: ./metrobed " + command + " --json");
        }
    }

    @Test
    void scriptHandsOverEveryCommand() throws IOException {
        String script = Files.readString(Path.of("..", "metrobed"));

        assertThat(script).containsPattern("(?m)^  " + String.join(" \\| ", COMMANDS) + "\\) jar=\\$lab_jar ;;$");
    }

    @Test
    void jarStartsAClassThatHasAMain() throws IOException, ReflectiveOperationException {
        String pom = Files.readString(Path.of("pom.xml"));
        String name = pom.replaceAll("(?s).*<mainClass>(.*?)</mainClass>.*", "$1");

        assertThat(Class.forName(name).getMethod("main", String[].class)).isNotNull();
        assertThat(Class.forName(name)).isEqualTo(Lab.class);
    }
}
