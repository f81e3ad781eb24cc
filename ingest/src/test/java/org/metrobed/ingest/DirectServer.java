package org.metrobed.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.metrobed.config.Secret;
import org.metrobed.ingest.endpoint.EndpointConfig;
import org.metrobed.ingest.kafka.KafkaConfig;
import org.metrobed.ingest.mqtt.MqttConfig;
import org.metrobed.topics.Topics;

/** Starts an ingest to which gateways connect. Static functions only. */
final class DirectServer {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private DirectServer() {}

    /** Returns when gateways can connect. */
    static Ingest start(EndpointConfig endpoint, String kafka, Topics topics) {
        Ingest ingest = Ingest.start(config(endpoint, kafka, topics), InstantSource.system());
        try {
            assertThat(ingest.awaitSubscribed(LIMIT)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return ingest;
    }

    private static IngestConfig config(EndpointConfig endpoint, String kafka, Topics topics) {
        MqttConfig filters = new MqttConfig(
                "tcp://127.0.0.1:" + endpoint.port(), "", Secret.NONE, "ingest", List.of("metrobed/v1/#"), 1_000);
        return IngestConfig.of(filters, new KafkaConfig(kafka, topics))
                .withEndpoint(Optional.of(endpoint))
                .withUnboundFilters(List.of("#"));
    }
}
