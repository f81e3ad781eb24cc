package org.metrobed.launcher.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The script {@code metrobed}, with a Java that prints its arguments. */
class MetrobedScriptTest {

    @TempDir
    private Path folder;

    @BeforeEach
    void standIn() throws IOException {
        Path script = Files.copy(Path.of("..", "metrobed"), folder.resolve("metrobed"));
        Path java = Files.createDirectories(folder.resolve("java/bin")).resolve("java");
        Files.writeString(java, """
                #!/usr/bin/env bash
                case "$*" in
                  -version) echo 'openjdk version "17.0.1"' >&2 ;;
                  *-version) if [ -n "${OLD:-}" ]; then exit 1; else echo 'openjdk version "17.0.15"' >&2; fi ;;
                  *) echo "told: $*" ;;
                esac
                """);
        assertThat(script.toFile().setExecutable(true) && java.toFile().setExecutable(true))
                .isTrue();
        for (String built :
                new String[] {"launcher/target/metrobed-launcher.jar", "lab/target/metrobed-lab.jar", "target/built"}) {
            Files.createDirectories(folder.resolve(built).getParent());
            Files.createFile(folder.resolve(built));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "512m, UseSerialGC",
        "1g, UseSerialGC",
        "1024m, UseSerialGC",
        "nonsense, UseSerialGC",
        "1025m, UseG1GC",
        "3G, UseG1GC",
        "08g, UseG1GC",
        "4194304k, UseG1GC"
    })
    void collectorFitsTheHeap(String memory, String collector) throws Exception {
        assertThat(run(Map.of("METROBED_MEMORY", memory))).contains(" -Xmx" + memory + " ", " -XX:+" + collector + " ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-XX:+UseParallelGC", "-Dx=y -XX:+UseZGC -XX:+ZGenerational"})
    void collectorOfTheUserIsTheOnlyOne(String options) throws Exception {
        assertThat(run(Map.of("METROBED_MEMORY", "3g", "METROBED_JAVA_OPTIONS", options)))
                .contains(options)
                .doesNotContain("UseG1GC", "UseSerialGC");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-XX:+UseNUMA -XX:MaxGCPauseMillis=100",
                "-XX:+UseGCOverheadLimit",
                "-XX:+UseMaximumCompactionOnSystemGC",
                "-XX:+UseDynamicNumberOfGCThreads"
            })
    void optionsThatAreNoCollectorLeaveTheChoice(String options) throws Exception {
        assertThat(run(Map.of("METROBED_MEMORY", "3g", "METROBED_JAVA_OPTIONS", options)))
                .contains(options, " -XX:+UseG1GC ");
    }

    @Test
    void pagesAreLargeIfLinuxOffersThem() throws Exception {
        Path offered = Path.of("/sys/kernel/mm/transparent_hugepage/enabled");
        String option = " -XX:+UseTransparentHugePages ";
        boolean offers = Files.exists(offered) && !Files.readString(offered).contains("[never]");

        assertThat(run(Map.of()).contains(option)).isEqualTo(offers);
        assertThat(run(Map.of("METROBED_JAVA_OPTIONS", "-XX:-UseTransparentHugePages")))
                .as("the option of the user comes last, so it holds")
                .matches("(?s).*UseSerialGC.* -XX:-UseTransparentHugePages .*");
    }

    @Test
    void nativeMemoryIsGivenBackIfThisJavaCan() throws Exception {
        assertThat(run(Map.of())).contains(" -XX:TrimNativeHeapInterval=60000 ");
        assertThat(run(Map.of("OLD", "yes"))).contains(" -Xmx1g ").doesNotContain("TrimNativeHeapInterval");
    }

    @Test
    void unpackedArchiveIsRunAndNeverBuilt() throws Exception {
        Files.delete(folder.resolve("target/built"));
        Files.writeString(folder.resolve("VERSION"), "1.2.3\n");
        assertThat(run(Map.of())).startsWith("told: ").doesNotContain("building");
    }

    @Test
    void archiveIsMadeOfACheckoutAndNotOfAnArchive() throws Exception {
        Path script = Files.createDirectory(folder.resolve("deploy")).resolve("package");
        Files.writeString(script, "#!/usr/bin/env bash\necho \"packed: $*\"\n");
        assertThat(script.toFile().setExecutable(true)).isTrue();
        assertThat(run(Map.of(), "package", "there")).isEqualTo("packed: there\n");
        Files.writeString(folder.resolve("VERSION"), "1.2.3\n");
        assertThat(run(Map.of(), "package")).startsWith("metrobed: this is an unpacked archive");
    }

    private String run(Map<String, String> environment) throws IOException, InterruptedException {
        return run(environment, "--help");
    }

    private String run(Map<String, String> environment, String... arguments) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of(folder.resolve("metrobed").toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("METROBED_"));
        builder.environment().putAll(environment);
        builder.environment().put("JAVA_HOME", folder.resolve("java").toString());
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return output;
    }
}
