package org.metrobed.ingest.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.metrobed.config.Secret;
import org.metrobed.testkit.Eventually;

class ClosingBrokerTest {

    /** Behaves like a proxy without a backend. */
    @Test
    void brokerThatClosesAtOnceLeavesNoThreadBehind() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Thread closing = new Thread(() -> closeAll(server), "closing-broker");
            closing.setDaemon(true);
            closing.start();
            MqttConfig config = new MqttConfig(
                    "tcp://127.0.0.1:" + server.getLocalPort(), "", Secret.NONE, "closed", List.of("a/#"), 100);
            for (int i = 0; i < 5; i++) {
                MqttSubscriber subscriber = new MqttSubscriber(config);
                assertThatThrownBy(() -> subscriber.open(new Silent())).isInstanceOf(MqttSubscriberException.class);
            }
            Eventually.passes(
                    Duration.ofSeconds(60),
                    () -> assertThat(Thread.getAllStackTraces().keySet())
                            .extracting(Thread::getName)
                            .noneMatch(name -> name.contains("MQTT") && name.contains("closed")));
        }
    }

    private static void closeAll(ServerSocket server) {
        try {
            while (true) {
                server.accept().close();
            }
        } catch (IOException e) {
            return; // the test has ended
        }
    }

    /** Ignores everything. */
    private static final class Silent implements MqttSubscriber.Listener {
        @Override
        public void accept(Incoming message) {
            throw new IllegalStateException("a message of a broker that closes");
        }

        @Override
        public void lost(String reason) {
            // expected
        }
    }
}
