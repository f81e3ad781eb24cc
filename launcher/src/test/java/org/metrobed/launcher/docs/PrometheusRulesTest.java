package org.metrobed.launcher.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The shipped rules of Prometheus, by its own tool; skipped without promtool, which Debian's package prometheus has. */
final class PrometheusRulesTest {

    private static final Path FOLDER = Path.of("..", "deploy", "prometheus");
    private static final Pattern DEPLOYED = Pattern.compile("deploy/[a-z]+");

    @ParameterizedTest
    @CsvSource({
        "check, rules, metrobed.rules.yml",
        "check, config, prometheus.yml",
        "test, rules, metrobed.rules.test.yml"
    })
    void toolOfPrometheusAcceptsFiles(String verb, String kind, String file) throws Exception {
        assumeTrue(isInstalled(), "promtool is not installed");
        Process tool = new ProcessBuilder("promtool", verb, kind, file)
                .directory(FOLDER.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(tool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(tool.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(tool.exitValue()).as(said).isZero();
    }

    @Test
    void everyRuleHasATestAndADocument() throws IOException {
        List<String> rules = Files.readAllLines(FOLDER.resolve("metrobed.rules.yml")).stream()
                .filter(line -> line.contains("- alert: "))
                .map(line -> line.replaceFirst(".*- alert: ", ""))
                .toList();
        assertThat(rules).doesNotHaveDuplicates().hasSizeGreaterThan(20);
        String tests = Files.readString(FOLDER.resolve("metrobed.rules.test.yml"));
        String document = Files.readString(Path.of("..", "docs", "MONITORING.md"));
        assertThat(rules).allSatisfy(rule -> {
            assertThat(tests).contains("alertname: " + rule + "\n");
            assertThat(document).contains("| `" + rule + "` |");
        });
    }

    @Test
    void exampleScrapesOneKindOfDeployment() throws IOException {
        assertThat(Files.readAllLines(FOLDER.resolve("prometheus.yml")))
                .filteredOn(line -> line.startsWith("  - job_name: "))
                .containsExactly("  - job_name: metrobed");
    }

    @Test
    void archiveHasTheFoldersThatTheDocumentNames() throws IOException {
        String script = Files.readString(Path.of("..", "deploy", "package"));
        assertThat(DEPLOYED.matcher(Files.readString(Path.of("..", "docs", "MONITORING.md")))
                        .results())
                .extracting(MatchResult::group)
                .contains("deploy/prometheus", "deploy/grafana")
                .allSatisfy(folder -> assertThat(script).contains(" " + folder + " "));
    }

    private static boolean isInstalled() throws InterruptedException {
        try {
            return new ProcessBuilder("promtool", "--version")
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
