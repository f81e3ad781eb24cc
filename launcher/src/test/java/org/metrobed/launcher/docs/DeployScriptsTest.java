package org.metrobed.launcher.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.metrobed.stream.Pipeline;

/** Tests the scripts that run in the images. */
class DeployScriptsTest {

    private static final Path DEPLOY = Path.of("..", "deploy");

    @TempDir
    Path folder;

    private Path checkpoints;

    /** A fake Flink that prints its arguments. */
    @BeforeEach
    void standIn() throws IOException {
        checkpoints = Files.createDirectories(folder.resolve("checkpoints"));
        Path bin = Files.createDirectories(folder.resolve("flink/bin"));
        Path job = Files.writeString(bin.resolve("standalone-job.sh"), "#!/usr/bin/env bash\necho \"told: $*\"\n");
        assertThat(job.toFile().setExecutable(true)).isTrue();
    }

    @Test
    void pipelineStartsAtTheBeginningWithoutACheckpoint() throws Exception {
        assertThat(runPipeline()).endsWith("told: start-foreground --job-classname org.metrobed.stream.PipelineMain\n");
    }

    @Test
    void oldCheckpointsAreDeletedOnceTheStartBeforeHasCompletedOne() throws Exception {
        mark(Integer.toString(Pipeline.STATE_GENERATION));
        Path oldest = finish("a1/chk-900", "2026-05-01T12:00:00Z");
        Path third = finish("b2/chk-1", "2026-05-01T13:00:00Z");
        Path second = finish("c3/chk-7", "2026-05-01T14:00:00Z");
        Path older = finish("b2/chk-0", "2026-05-01T11:00:00Z");
        Path newest = finish("c3/chk-8", "2026-05-01T15:00:00Z");
        Path shared = Files.createDirectories(checkpoints.resolve("c3/shared"));
        Path aside = finish("set-aside/generation-0/a0/chk-1", "2026-05-01T16:00:00Z");

        for (int i = 0; i < 2; i++) {
            assertThat(runPipeline()).endsWith(" --fromSavepoint file://" + newest + "\n");
            assertThat(List.of(older, oldest, third, second, newest)).allMatch(Files::exists);
        }

        Path proof = finish("c3/chk-9", "2026-05-01T16:00:00Z");
        Path more = finish("c3/chk-10", "2026-05-01T17:00:00Z");
        Path last = finish("c3/chk-11", "2026-05-01T18:00:00Z");
        Path unfinished = Files.createDirectories(checkpoints.resolve("c3/chk-12"));
        assertThat(runPipeline()).endsWith(" --fromSavepoint file://" + last + "\n");
        assertThat(List.of(oldest.getParent(), older.getParent(), second, unfinished))
                .allMatch(Files::notExists);
        assertThat(List.of(newest, proof, more, last, shared, aside)).allMatch(Files::exists);
    }

    @Test
    void checkpointThatDoesNotRestoreIsSetAsideAfterThreeStarts() throws Exception {
        mark(Integer.toString(Pipeline.STATE_GENERATION));
        Path older = finish("a1/chk-6", "2026-05-01T13:00:00Z");
        Path old = finish("a1/chk-7", "2026-05-01T14:00:00Z");
        Path newest = finish("a1/chk-8", "2026-05-01T15:00:00Z");
        for (int i = 0; i < 3; i++) {
            assertThat(runPipeline()).endsWith(" --fromSavepoint file://" + newest + "\n");
        }
        Path aside = checkpoints.resolve("set-aside/not-restored");
        assertThat(runPipeline())
                .contains("3 starts from " + newest + " have completed no checkpoint; it is kept in " + aside)
                .endsWith(" --fromSavepoint file://" + old + "\n");
        assertThat(newest).doesNotExist();
        assertThat(aside.resolve("chk-8/_metadata")).exists();

        Path again = finish("a1/chk-8", "2026-05-01T16:00:00Z");
        assertThat(runPipeline()).endsWith(" --fromSavepoint file://" + again + "\n");
        assertThat(List.of(older, old, again)).allMatch(Files::exists);
    }

    @Test
    void onlyCheckpointIsTriedAgainAndAgain() throws Exception {
        mark(Integer.toString(Pipeline.STATE_GENERATION));
        Path only = finish("a1/chk-8", "2026-05-01T15:00:00Z");
        for (int i = 0; i < 5; i++) {
            assertThat(runPipeline()).endsWith(" --fromSavepoint file://" + only + "\n");
        }
        assertThat(only).exists();
    }

    @Test
    void checkpointsOfOtherStateLayoutsAreSetAsideAndThePipelineStartsAtTheBeginning() throws Exception {
        finish("a1/chk-900", "2026-05-01T12:00:00Z");
        finish("b2/chk-3", "2026-05-01T13:00:00Z");
        Path aside = checkpoints.resolve("set-aside/generation-0");

        assertThat(runPipeline())
                .contains(
                        "the checkpoints were written by another version or state backend, whose state this one does not read; they are kept in "
                                + aside + ", and the pipeline computes again from the beginning of the raw log")
                .endsWith("told: start-foreground --job-classname org.metrobed.stream.PipelineMain\n");
        assertThat(aside.resolve("a1/chk-900/_metadata")).exists();
        assertThat(aside.resolve("b2/chk-3/_metadata")).exists();

        Path next = finish("c3/chk-1", "2026-05-01T14:00:00Z");
        assertThat(runPipeline()).doesNotContain("another version").endsWith(" --fromSavepoint file://" + next + "\n");
        assertThat(aside.resolve("a1/chk-900/_metadata")).exists();

        mark("7");
        assertThat(runPipeline()).contains(checkpoints.resolve("set-aside/generation-7") + ", and");
        assertThat(checkpoints.resolve("set-aside/generation-7/c3/chk-1/_metadata"))
                .exists();
    }

    @Test
    void checkpointsOfTheOtherStateBackendAreSetAside() throws Exception {
        mark(Integer.toString(Pipeline.STATE_GENERATION));
        finish("a1/chk-900", "2026-05-01T12:00:00Z");
        Map<String, String> rocksdb = Map.of("METROBED_STATE_BACKEND", "rocksdb");
        assertThat(runPipeline(rocksdb))
                .contains("another version or state backend")
                .doesNotContain("--fromSavepoint");
        Path next = finish("c3/chk-1", "2026-05-01T14:00:00Z");
        assertThat(runPipeline(rocksdb)).endsWith(" --fromSavepoint file://" + next + "\n");
        String back = runPipeline();
        assertThat(back)
                .contains(checkpoints
                        .resolve("set-aside/generation-" + Pipeline.STATE_GENERATION + "-rocksdb")
                        .toString());
    }

    @Test
    void markerThatIsNoNumberIsThatOfNoVersion() throws Exception {
        for (String aside : List.of("generation-0", "generation-0-2")) {
            mark("../../x");
            finish("a1/chk-900", "2026-05-01T12:00:00Z");
            runPipeline();
            assertThat(checkpoints.resolve("set-aside/" + aside + "/a1/chk-900/_metadata"))
                    .exists();
        }
    }

    @Test
    void serverIsHealthyWhenItAnswersWellAndHoldsThePattern() throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/good", exchange -> {
            byte[] body = "{\"jobs\":[{\"state\":\"RUNNING\"}]}".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.createContext("/bad", exchange -> {
            exchange.sendResponseHeaders(503, -1);
            exchange.close();
        });
        server.start();
        String port = Integer.toString(server.getAddress().getPort());
        try {
            assertThat(healthy(port, "/good")).isZero();
            assertThat(healthy(port, "/good", "\"state\":\"RUNNING\"")).isZero();
            assertThat(healthy(port, "/good", "\"state\":\"FAILED\"")).isNotZero();
            assertThat(healthy(port, "/bad")).isNotZero();
        } finally {
            server.stop(0);
        }
        assertThat(healthy(port, "/good")).isNotZero();
    }

    private void mark(String generation) throws IOException {
        Files.writeString(checkpoints.resolve("state-generation"), generation + "\n");
    }

    private Path finish(String checkpoint, String time) throws IOException {
        Path finished = Files.createDirectories(checkpoints.resolve(checkpoint));
        Path metadata = Files.createFile(finished.resolve("_metadata"));
        Files.setLastModifiedTime(metadata, FileTime.from(Instant.parse(time)));
        return finished;
    }

    private String runPipeline() throws Exception {
        return runPipeline(Map.of());
    }

    private String runPipeline(Map<String, String> more) throws Exception {
        Map<String, String> environment = new HashMap<>(more);
        environment.put("FLINK_HOME", folder.resolve("flink").toString());
        environment.put(
                "METROBED_CHECKPOINT_DIR", checkpoints.toUri().toString().replaceFirst("/$", ""));
        Process process =
                start(environment, List.of(DEPLOY.resolve("flink/run-pipeline").toString()));
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(end(process)).as(output).isZero();
        return output;
    }

    private static int healthy(String port, String... arguments) throws Exception {
        return end(start(
                Map.of(),
                Stream.concat(Stream.of(DEPLOY.resolve("healthy").toString(), "127.0.0.1", port), Stream.of(arguments))
                        .toList()));
    }

    private static Process start(Map<String, String> environment, List<String> command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(environment);
        return builder.redirectErrorStream(true).start();
    }

    private static int end(Process process) throws InterruptedException {
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }
}
