package org.metrobed.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.metrobed.testkit.Eventually;

/** The archive of {@code deploy/package}, unpacked into an empty folder, on a machine that has no Maven and no compiler. */
class PackageIT {

    private static final Pattern READY = Pattern.compile("ready (http://127\\.0\\.0\\.1:[0-9]+)");
    private static final Duration START = Duration.ofMinutes(5);

    @TempDir
    private static Path work;

    private static Path installed;

    @BeforeAll
    static void unpack() throws Exception {
        String archive = run(List.of(
                        Path.of("..", "deploy", "package").toString(),
                        work.resolve("made").toString()))
                .strip()
                .replaceFirst(".* wrote ", "");
        Path opt = Files.createDirectory(work.resolve("opt"));
        run(List.of("tar", "xzf", archive, "-C", opt.toString()));
        try (Stream<Path> folders = Files.list(opt)) {
            Path only = folders.reduce((one, other) -> {
                        throw new IllegalStateException("the archive has several folders: " + one + ", " + other);
                    })
                    .orElseThrow();
            installed = Files.createSymbolicLink(opt.resolve("current"), only);
        }
    }

    @Test
    void unpackedArchiveStartsServesAndStopsAndWritesNothingToItsFolder() throws Exception {
        List<Path> before = files(installed);
        Path data = work.resolve("data");
        Path output = work.resolve("up.txt");
        ProcessBuilder builder = command(
                "up",
                "--data",
                data.toString(),
                "--http-port",
                "0",
                "--mqtt-port",
                "0",
                "--kafka-port",
                "0",
                "--postgres-port",
                "0");
        Process up = builder.redirectOutput(output.toFile()).start();
        try {
            Eventually.await("metrobed up to be ready", START, () -> {
                assertThat(up.isAlive()).as(text(output)).isTrue();
                return READY.matcher(text(output)).find();
            });
            assertThat(health(Files.readString(output))).isEqualTo(200);
            up.destroy();
            assertThat(up.waitFor(2, TimeUnit.MINUTES)).isTrue();
            assertThat(up.exitValue()).isZero();
        } finally {
            up.destroyForcibly();
        }
        assertThat(Files.readString(output)).contains("stopped;").doesNotContain("building");
        assertThat(files(installed)).isEqualTo(before);
    }

    @Test
    void commandsOfTheLabAreThere() throws Exception {
        assertThat(run(command("study", "--help"))).contains("Usage: ").contains("study");
    }

    @Test
    void licencesAndUnitsAndTheVersionAreThereAndNoPasswords() throws Exception {
        assertThat(Stream.of(
                        "LICENSE",
                        "NOTICE",
                        "THIRD-PARTY.txt",
                        "docs/INSTALL.md",
                        "deploy/systemd/metrobed.service",
                        "deploy/prometheus/metrobed.rules.yml",
                        "deploy/grafana/metrobed.json"))
                .allSatisfy(file -> assertThat(installed.resolve(file)).isNotEmptyFile());
        String version = Files.readString(installed.resolve("VERSION")).strip();
        assertThat(run(command("--version"))).isEqualTo("metrobed " + version + "\n");
        assertThat(files(installed)).doesNotContain(Path.of("deploy/mosquitto/access/passwords/passwords"));
    }

    @Test
    void secondArchiveOfTheSameBuildIsTheSame() throws Exception {
        Path again = work.resolve("again");
        run(List.of(Path.of("..", "deploy", "package").toString(), again.toString()));
        try (Stream<Path> archives = Files.list(again)) {
            assertThat(archives.filter(file -> file.toString().endsWith(".tar.gz")))
                    .singleElement()
                    .satisfies(archive -> assertThat(
                                    Files.mismatch(archive, work.resolve("made").resolve(archive.getFileName())))
                            .isEqualTo(-1));
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int health(String output) throws IOException, InterruptedException {
        Matcher ready = READY.matcher(output);
        assertThat(ready.find()).isTrue();
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(ready.group(1) + "/health")).build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).statusCode();
    }

    private static ProcessBuilder command(String... arguments) throws IOException {
        Path tools = Files.createDirectories(work.resolve("tools"));
        for (String tool : List.of("mvn", "javac")) {
            Path stub =
                    Files.writeString(tools.resolve(tool), "#!/bin/sh\necho \"building with " + tool + "\"\nexit 1\n");
            assertThat(stub.toFile().setExecutable(true)).isTrue();
        }
        ProcessBuilder builder = new ProcessBuilder(
                Stream.concat(Stream.of(installed.resolve("metrobed").toString()), Stream.of(arguments))
                        .toList());
        builder.environment().keySet().removeIf(name -> name.startsWith("METROBED_"));
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("PATH", tools + ":" + System.getenv("PATH"));
        return builder.directory(work.toFile()).redirectErrorStream(true);
    }

    private static String run(List<String> command) throws IOException, InterruptedException {
        return run(new ProcessBuilder(command).redirectErrorStream(true));
    }

    private static String run(ProcessBuilder builder) throws IOException, InterruptedException {
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(output).isZero();
        return output;
    }

    /** All files below a folder, relative to it, sorted. */
    private static List<Path> files(Path folder) throws IOException {
        Path root = folder.toRealPath();
        try (Stream<Path> paths = Files.walk(root)) {
            return paths.map(root::relativize).sorted().toList();
        }
    }
}
