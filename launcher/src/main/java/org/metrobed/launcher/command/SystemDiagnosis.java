package org.metrobed.launcher.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What is wrong with a running system, by what its {@code /health} tells, and what to do about it. Immutable. */
final class SystemDiagnosis {

    /** A health that misses several parts takes some seconds. */
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private static final Map<String, String> ADVICE = Map.of(
            "database", "readings wait in Kafka and none is lost; repair the database or make it writable again",
            "kafka", "gateways keep their messages; see logs/metrobed.log, and the disk",
            "catalog", "publish a bundle: ./metrobed catalog apply",
            "pipeline", "see the parts job and database; if it catches up, wait",
            "ingest", "see logs/metrobed.log; is the MQTT port open, and does a gateway send?",
            "corrections", "see the reason; the corrections are tried again each minute",
            "job", "see the failure, and logs/metrobed.log; nothing is lost while the job restarts",
            "compression", "see timescaledb_information.job_errors in the database; until then the disk fills faster",
            "disk", "free space, or keep rows for a shorter time: docs/RETENTION.md",
            "certificates", "renew the file; docs/SECURITY.md says when it is read again");

    /**
     * A finding. Immutable.
     *
     * @param good whether nothing is to be done
     * @param found what was found
     * @param advice what to do; empty if nothing is
     */
    record Finding(boolean good, String found, String advice) {}

    private final URI address;

    /** @param address of the API, such as {@code http://127.0.0.1:8080} */
    SystemDiagnosis(String address) {
        this.address = URI.create(address);
    }

    /** A finding for each part; a single one if the system does not answer. */
    List<Finding> look() throws InterruptedException {
        HttpClient client = HttpClient.newBuilder().connectTimeout(LIMIT).build();
        HttpRequest request = HttpRequest.newBuilder(address.resolve("/health"))
                .timeout(LIMIT)
                .build();
        try {
            return read(
                    client.send(request, HttpResponse.BodyHandlers.ofString()).body());
        } catch (IOException e) {
            return List.of(new Finding(
                    false,
                    "the API at " + address + " does not answer",
                    "name its port with --http-port; if it is right, see logs/metrobed.log of the data folder"));
        }
    }

    /** The findings of an answer of {@code /health}. */
    static List<Finding> read(String health) throws IOException {
        List<Finding> findings = new ArrayList<>();
        for (JsonNode part : new ObjectMapper().readTree(health).path("parts")) {
            String name = part.path("name").asText();
            String status = part.path("status").asText();
            boolean good = status.equals("up");
            findings.add(new Finding(
                    good,
                    name + ": " + (good ? "" : status + ", ")
                            + part.path("detail").asText(),
                    good ? "" : ADVICE.getOrDefault(name, "see docs/MONITORING.md")));
        }
        return findings;
    }
}
