package org.metrobed.launcher.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The units of {@code deploy/systemd}. What systemd itself says is skipped where {@code systemd-analyze} is not installed. */
class SystemdUnitsTest {

    private static final Path UNITS = Path.of("..", "deploy", "systemd");
    private static final Path DOCS = Path.of("..", "docs");
    private static final Pattern DATA = Pattern.compile("--data (/[A-Za-z0-9/]+)");
    private static final String INSTALLED = "/opt/metrobed/current/metrobed";

    /** Tenths of systemd's exposure level, from 0 (safe) to 100. */
    private static final String MOST_EXPOSED = "20";

    /** The first version of systemd that checks a unit without a running one. */
    private static final int OLDEST = 250;

    @TempDir
    private Path folder;

    @Test
    void systemdUnderstandsEveryLine() throws Exception {
        assertThat(analyze("verify", "--man=no", "--recursive-errors=no", unit().toString()))
                .doesNotContain("metrobed.service");
    }

    @Test
    void serviceIsLittleExposed() throws Exception {
        assertThat(analyze(
                        "security", "--offline=true", "--no-pager", "--threshold=" + MOST_EXPOSED, unit().toString()))
                .contains("Overall exposure level for metrobed.service");
    }

    @Test
    void everySecretOfTheServiceIsAFileThatIsMadeEmpty() throws IOException {
        List<String> unit = Files.readAllLines(UNITS.resolve("metrobed.service"));
        Set<String> loaded = values(unit, "LoadCredential=");
        Set<String> made = values(Files.readAllLines(UNITS.resolve("metrobed.tmpfiles.conf")), "f ").stream()
                .map(line -> line.split(" ", -1)[0])
                .map(path -> Path.of(path).getFileName() + ":" + path)
                .collect(Collectors.toSet());
        assertThat(loaded).isNotEmpty().isEqualTo(made);
        assertThat(values(unit, "Environment=").stream().filter(line -> line.contains("_FILE=")))
                .map(line -> line.replaceFirst(".*_FILE=/run/credentials/metrobed.service/", ""))
                .containsExactlyInAnyOrderElementsOf(
                        loaded.stream().map(line -> line.split(":", -1)[0]).toList());
    }

    @Test
    void settingsOfTheServiceAreThoseOfTheProcesses() throws IOException {
        Set<String> known =
                App.list().stream().flatMap(app -> app.names().stream()).collect(Collectors.toSet());
        known.add("METROBED_MEMORY");
        assertThat(values(Files.readAllLines(UNITS.resolve("metrobed.service")), "Environment="))
                .isNotEmpty()
                .allSatisfy(line -> assertThat(known).contains(line.split("=", -1)[0]));
    }

    @Test
    void unitHasNoSpecifierThatOlderVersionsDoNotKnow() throws IOException {
        assertThat(Files.readAllLines(UNITS.resolve("metrobed.service")).stream()
                        .filter(line -> !line.startsWith("#")))
                .isNotEmpty()
                .noneMatch(line -> line.contains("%"));
    }

    @Test
    void documentedCommandsInstallTheFilesWhereNoFolderExists() throws Exception {
        List<String> commands = Files.readAllLines(DOCS.resolve("INSTALL.md")).stream()
                .filter(line -> line.startsWith("sudo install "))
                .map(line -> line.replace("sudo ", "").replace(" /etc/", " " + folder + "/etc/"))
                .toList();
        Process process = new ProcessBuilder("sh", "-ec", String.join("\n", commands))
                .directory(UNITS.toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(output).isZero();
        assertThat(Stream.of("systemd/system/metrobed.service", "sysusers.d/metrobed.conf", "tmpfiles.d/metrobed.conf"))
                .allSatisfy(
                        file -> assertThat(folder.resolve("etc").resolve(file)).isNotEmptyFile());
    }

    @Test
    void documentsNameTheDataFolderOfTheService() throws IOException {
        String data =
                dataFolders("../deploy/systemd/metrobed.service").findFirst().orElseThrow();
        assertThat(Stream.of("BACKUP.md", "UPGRADE.md"))
                .allSatisfy(document ->
                        assertThat(dataFolders(document)).isNotEmpty().containsOnly(data));
    }

    /** The absolute folders after {@code --data}. */
    private static Stream<String> dataFolders(String document) throws IOException {
        return DATA.matcher(Files.readString(DOCS.resolve(document))).results().map(match -> match.group(1));
    }

    private static Set<String> values(List<String> lines, String key) {
        return lines.stream()
                .filter(line -> line.startsWith(key))
                .map(line -> line.substring(key.length()))
                .collect(Collectors.toSet());
    }

    /** The unit with a program that is here, because systemd refuses one that is not. */
    private Path unit() throws IOException {
        String text = Files.readString(UNITS.resolve("metrobed.service"));
        assertThat(text).contains("ExecStart=" + INSTALLED + " up ");
        Path here = Path.of("..", "metrobed").toAbsolutePath().normalize();
        return Files.writeString(folder.resolve("metrobed.service"), text.replace(INSTALLED, here.toString()));
    }

    private static String analyze(String... arguments) throws IOException, InterruptedException {
        assumeTrue(isInstalled(), "systemd-analyze is not installed");
        String version = run("--version").replaceFirst("(?s)^systemd ([0-9]+).*", "$1");
        assumeTrue(Integer.parseInt(version) >= OLDEST, "systemd " + version + " cannot check files");
        return run(arguments);
    }

    private static String run(String... arguments) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(Stream.concat(Stream.of("systemd-analyze"), Stream.of(arguments))
                        .toList())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(output).isZero();
        return output;
    }

    private static boolean isInstalled() {
        return Stream.of(System.getenv("PATH").split(":", -1))
                .anyMatch(path -> Files.isExecutable(Path.of(path, "systemd-analyze")));
    }
}
