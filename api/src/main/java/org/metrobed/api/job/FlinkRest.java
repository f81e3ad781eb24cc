package org.metrobed.api.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** Reads the state of the newest job from Flink's REST API. Thread-safe. */
final class FlinkRest {

    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final int LONGEST_FAILURE = 300;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final URI address;
    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(LIMIT)
            .version(HttpClient.Version.HTTP_1_1)
            .build();

    /** @param address such as {@code http://jobmanager:8081} */
    FlinkRest(URI address) {
        this.address = address;
    }

    /**
     * The state of the job that was submitted last; empty if there is none.
     *
     * @throws IOException if Flink does not answer within 10 seconds, or answers otherwise
     */
    Optional<JobState> findJob() throws IOException, InterruptedException {
        Optional<JsonNode> newest = StreamSupport.stream(
                        get("/jobs/overview").path("jobs").spliterator(), false)
                .max(Comparator.comparingLong(job -> job.path("start-time").asLong()));
        return newest.isEmpty() ? Optional.empty() : Optional.of(read(newest.get()));
    }

    private JobState read(JsonNode job) throws IOException, InterruptedException {
        String id = job.path("jid").asText();
        JsonNode checkpoints = get("/jobs/" + id + "/checkpoints");
        JsonNode completed = checkpoints.path("latest").path("completed");
        long restored = checkpoints
                .path("latest")
                .path("restored")
                .path("restore_timestamp")
                .asLong();
        long saved = Math.max(completed.path("latest_ack_timestamp").asLong(), restored);
        return JobStateBuilder.builder()
                .id(id)
                .status(job.path("state").asText())
                .tasks(job.path("tasks").path("total").asInt())
                .runningTasks(job.path("tasks").path("running").asInt())
                .startedAt(Instant.ofEpochMilli(job.path("start-time").asLong()))
                .restarts(restarts(id))
                .checkpointAt(saved > 0 ? Optional.of(Instant.ofEpochMilli(saved)) : Optional.empty())
                .checkpointSeconds(completed.path("end_to_end_duration").asLong() / 1e3)
                .checkpointBytes(completed.path("state_size").asLong())
                .failedCheckpoints(checkpoints.path("counts").path("failed").asLong())
                .failure(failure(get("/jobs/" + id + "/exceptions?maxExceptions=1")))
                .build();
    }

    private long restarts(String id) throws IOException, InterruptedException {
        return get("/jobs/" + id + "/metrics?get=numRestarts")
                .path(0)
                .path("value")
                .asLong();
    }

    /** The message of the deepest cause in a stack trace. */
    private static String failure(JsonNode exceptions) {
        String trace = exceptions
                .path("exceptionHistory")
                .path("entries")
                .path(0)
                .path("stacktrace")
                .asText();
        String deepest = trace.lines()
                .filter(line -> !line.isEmpty() && !Character.isWhitespace(line.charAt(0)))
                .reduce("", (before, line) -> line.startsWith("Caused by: ") || before.isEmpty() ? line : before);
        String words = deepest.replaceFirst("^(Caused by: )?([\\w$]+\\.)*[\\w$]+: ", "");
        return words.length() > LONGEST_FAILURE ? words.substring(0, LONGEST_FAILURE) + "…" : words;
    }

    private JsonNode get(String path) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(address.resolve(path)).timeout(LIMIT).build();
        HttpResponse<byte[]> response = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
        if (response.statusCode() != 200) {
            throw new IOException("Flink answers " + path + " with status " + response.statusCode());
        }
        return JSON.readTree(response.body());
    }
}
