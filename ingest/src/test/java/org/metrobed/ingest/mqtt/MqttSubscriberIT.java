package org.metrobed.ingest.mqtt;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.eclipse.paho.mqttv5.client.MqttClient;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.metrobed.config.Secret;
import org.metrobed.testkit.MqttExtension;

class MqttSubscriberIT {

    @RegisterExtension
    static final MqttExtension MQTT = new MqttExtension();

    @Test
    void whatIsNotAcknowledgedComesAgainAfterACut() throws Exception {
        MqttSubscriber early = subscriber("redelivery");
        early.open(new Inbox());
        early.close();
        publish("redelivery/a", "one");
        publish("redelivery/a", "two");
        Inbox first = new Inbox();
        MqttSubscriber subscriber = subscriber("redelivery");
        subscriber.open(first);
        Incoming one = first.next();
        Incoming two = first.next();
        subscriber.acknowledge(one.messageId());
        subscriber.close();

        Inbox second = new Inbox();
        MqttSubscriber again = subscriber("redelivery");
        again.open(second);
        Incoming repeated = second.next();

        assertThat(two.duplicate()).isFalse();
        assertThat(repeated.duplicate()).isTrue();
        assertThat(new String(repeated.payload(), UTF_8)).isEqualTo("two");
        assertThat(second.messages).isEmpty();

        again.abort();
        Inbox third = new Inbox();
        MqttSubscriber last = subscriber("redelivery");
        last.open(third);
        assertThat(new String(third.next().payload(), UTF_8)).isEqualTo("two");
        last.abort();
    }

    @Test
    void lossOfTheConnectionIsTold() throws Exception {
        Inbox inbox = new Inbox();
        MqttSubscriber subscriber = subscriber("taken-over");
        subscriber.open(inbox);
        MqttSubscriber other = subscriber("taken-over");
        other.open(new Inbox());

        assertThat(inbox.losses.poll(60, TimeUnit.SECONDS)).isNotBlank();
        other.close();
    }

    @Test
    void brokerThatIsNotThereIsNamed() {
        MqttSubscriber nowhere =
                new MqttSubscriber(new MqttConfig("tcp://127.0.0.1:1", "", Secret.NONE, "x", List.of("a/#"), 10));

        assertThatThrownBy(() -> nowhere.open(new Inbox()))
                .isInstanceOf(MqttSubscriberException.class)
                .hasMessageContaining("tcp://127.0.0.1:1");
        assertThatThrownBy(
                        () -> new MqttSubscriber(new MqttConfig("nonsense", "", Secret.NONE, "x", List.of("a/#"), 10)))
                .isInstanceOf(MqttSubscriberException.class)
                .hasMessageContaining("'nonsense'");
    }

    private static MqttSubscriber subscriber(String name) {
        return new MqttSubscriber(new MqttConfig(MQTT.url(), "", Secret.NONE, name, List.of(name + "/#"), 100));
    }

    private static void publish(String topic, String payload) throws Exception {
        MqttClient client = new MqttClient(MQTT.url(), "publisher-of-" + topic, new MemoryPersistence());
        client.connect();
        client.publish(topic, payload.getBytes(UTF_8), 1, false);
        client.disconnect();
        client.close();
    }

    /** Stores received messages. */
    private static final class Inbox implements MqttSubscriber.Listener {
        private final BlockingQueue<Incoming> messages = new LinkedBlockingQueue<>();
        private final BlockingQueue<String> losses = new LinkedBlockingQueue<>();

        @Override
        public void accept(Incoming message) {
            messages.add(message);
        }

        @Override
        public void lost(String reason) {
            losses.add(reason);
        }

        Incoming next() throws InterruptedException {
            Incoming message = messages.poll(60, TimeUnit.SECONDS);
            assertThat(message).isNotNull();
            return message;
        }
    }
}
