package org.metrobed.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.metrobed.access.Access;
import org.metrobed.access.limit.ClientLimits;
import org.metrobed.config.Secret;
import org.metrobed.embedded.BrokerOptions;
import org.metrobed.embedded.EmbeddedMqttBroker;
import org.metrobed.ingest.kafka.KafkaConfig;
import org.metrobed.ingest.mqtt.MqttConfig;
import org.metrobed.topics.Topics;

/** Gateways connect to the embedded broker, to which ingest subscribes. */
final class BrokerServerIT extends MqttServerContract {

    @Override
    Server start(Path data, Topics topics, Access access) {
        EmbeddedMqttBroker broker = EmbeddedMqttBroker.start(
                data,
                BrokerOptions.of(0)
                        .withLimits(PACKET_BYTES, ClientLimits.NONE)
                        .withAccess(access.withUser("ingest", "secret")));
        MqttConfig mqtt =
                new MqttConfig(broker.url(), "ingest", new Secret("secret"), "ingest", List.of("metrobed/v1/#"), 1_000);
        Ingest ingest = Ingest.start(
                IngestConfig.of(mqtt, new KafkaConfig(KAFKA.bootstrapServers(), topics)), InstantSource.system());
        try {
            assertThat(ingest.awaitSubscribed(LIMIT)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return new Server(broker.port(), ingest, topics, () -> {
            ingest.close();
            broker.close();
        });
    }
}
