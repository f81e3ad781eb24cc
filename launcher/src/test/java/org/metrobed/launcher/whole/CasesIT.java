package org.metrobed.launcher.whole;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.metrobed.launcher.run.Console;
import org.metrobed.launcher.run.Platform;
import org.metrobed.launcher.run.RunOptions;
import org.metrobed.simulators.mqtt.BrokerConfig;
import org.metrobed.simulators.mqtt.MqttEmitter;
import org.metrobed.testkit.Eventually;

/**
 * Inputs like those of public bug reports, from the broker to the answer of the API. A case is a file of {@code cases}:
 * its messages and the rows of CSV answers. Its bundle has the same name in {@code cases/bundles}.
 */
final class CasesIT {

    private static final Path CASES = Path.of("src", "test", "resources", "cases");
    private static final Duration LIMIT = Duration.ofSeconds(120);

    @TempDir
    static Path data;

    private static Platform platform;

    @BeforeAll
    static void start() throws Exception {
        RunOptions options = new RunOptions(data, CASES.resolve("bundles"), 0, 0, 0, 0, 2);
        platform = Platform.start(options, new Console(new PrintWriter(new StringWriter())));
        try (MqttEmitter gateway =
                MqttEmitter.open(BrokerConfig.of(platform.mqttUrl()), "cases", null, Duration.ofSeconds(60))) {
            for (Case one : cases().toList()) {
                for (Case.Message message : one.messages()) {
                    gateway.publish(message.topic(), message.payload().getBytes(UTF_8));
                }
            }
            assertThat(gateway.awaitAcknowledged(Duration.ofSeconds(60))).isTrue();
        }
    }

    @AfterAll
    static void stop() {
        if (platform != null) {
            platform.close();
        }
    }

    static Stream<Case> cases() {
        try (Stream<Path> files = Files.list(CASES)) {
            List<Case> read =
                    files.filter(Files::isRegularFile).sorted().map(Case::read).toList();
            return Stream.concat(read.stream(), BacklogCases.list().stream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void answersAreRight(Case one) {
        assertThat(one.questions()).isNotEmpty();
        for (Case.Question question : one.questions()) {
            Eventually.passes(
                    LIMIT,
                    () -> assertThat(columns(
                                    Http.get(platform.url() + "/api/v1/" + question.path() + "&columns="
                                            + question.columns()),
                                    question.columns()))
                            .as(question.path())
                            .isEqualTo(question.rows()));
        }
    }

    /** The rows of a CSV answer without line breaks and quotes, with these columns only. */
    private static List<String> columns(String csv, String wanted) {
        List<String> lines = csv.lines().filter(line -> !line.startsWith("#")).toList();
        if (lines.isEmpty()) {
            return List.of();
        }
        List<String> header = cells(lines.get(0));
        List<Integer> at = cells(wanted).stream().map(header::indexOf).toList();
        assertThat(at).as("columns %s of %s", wanted, header).doesNotContain(-1);
        return lines.stream()
                .skip(1)
                .map(CasesIT::cells)
                .map(cells -> String.join(",", at.stream().map(cells::get).toList()))
                .toList();
    }

    private static List<String> cells(String line) {
        return Arrays.asList(line.replace("\"", "").split(",", -1));
    }
}
