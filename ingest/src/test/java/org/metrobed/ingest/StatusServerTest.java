package org.metrobed.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.metrobed.config.Secret;
import org.metrobed.ingest.kafka.KafkaConfig;
import org.metrobed.ingest.mqtt.MqttConfig;
import org.metrobed.topics.Topics;

class StatusServerTest {

    private static final String NOWHERE = "127.0.0.1:1";

    @Test
    void ingestWithoutServicesIsUnhealthyAndSaysSoInItsMetrics() throws Exception {
        MqttConfig mqtt = new MqttConfig("tcp://" + NOWHERE, "", Secret.NONE, "x", List.of("a/#"), 10);
        IngestConfig config = IngestConfig.of(mqtt, new KafkaConfig(NOWHERE, new Topics("status.")));
        try (Ingest ingest = Ingest.start(config, InstantSource.system());
                StatusServer status = StatusServer.start(ingest, "127.0.0.1", 0)) {
            assertThat(get(status, "/health").statusCode()).isEqualTo(503);
            assertThat(get(status, "/readyz").statusCode()).isEqualTo(503);
            assertThat(get(status, "/livez").statusCode()).isEqualTo(200);
            HttpResponse<String> metrics = get(status, "/metrics");

            assertThat(metrics.statusCode()).isEqualTo(200);
            assertThat(metrics.body())
                    .contains("metrobed_ingest_serving 0.0", "metrobed_ingest_messages_total 0.0")
                    .contains("metrobed_ingest_ack_seconds_total 0.0", "metrobed_ingest_clock_correction_seconds 0.0");
        }
    }

    private static HttpResponse<String> get(StatusServer status, String path) throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + status.port() + path);
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    }
}
