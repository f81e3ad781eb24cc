package org.metrobed.launcher.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The jar of each app starts alone, with the libraries in its folder, as in its image. */
class SeparateProcessesIT {

    @ParameterizedTest
    @CsvSource({
        "ingest, METROBED_INGEST_IN_FLIGHT",
        "api, METROBED_API_POOL",
        "notify, METROBED_NOTIFY_MAIL_PORT",
        "simulators, METROBED_SIMULATE_SEED",
    })
    void appNamesTheSettingThatIsWrongAndEndsWithTwo(String app, String setting) throws Exception {
        Process process = start(app, Map.of(setting, "many"));
        try {
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(output).contains(setting + " is 'many', must be a whole number");
            assertThat(process.exitValue()).isEqualTo(2);
        } finally {
            process.destroyForcibly();
        }
    }

    private static Process start(String app, Map<String, String> environment) throws IOException {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        Path jar = Path.of("..", app, "target", "metrobed-" + app + ".jar");
        ProcessBuilder builder = new ProcessBuilder(java.toString(), "-Xmx64m", "-jar", jar.toString());
        builder.environment().putAll(environment);
        return builder.redirectErrorStream(true).start();
    }
}
