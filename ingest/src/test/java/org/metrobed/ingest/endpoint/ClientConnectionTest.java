package org.metrobed.ingest.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.mqtt.MqttMessageBuilders;
import io.netty.handler.codec.mqtt.MqttVersion;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class ClientConnectionTest {

    /** A socket whose client does not read. */
    private static final class Stuck extends ChannelOutboundHandlerAdapter {
        @Override
        public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {}
    }

    @Test
    void socketOfARefusedClientThatDoesNotReadIsClosedAfterSomeSeconds() {
        try (EndpointState state = EndpointState.open(EndpointConfig.of(0), InstantSource.system())) {
            EndpointParts parts = new EndpointParts(state, null, new InFlightBytes(), Runnable::run);
            EmbeddedChannel socket = new EmbeddedChannel(new Stuck(), new ClientConnection(parts));
            socket.writeInbound(MqttMessageBuilders.connect()
                    .protocolVersion(MqttVersion.MQTT_3_1_1)
                    .clientId("")
                    .cleanSession(false)
                    .build());
            assertThat(state.counters().refused()).isEqualTo(1);
            assertThat(socket.isOpen()).isTrue();
            socket.advanceTimeBy(6, TimeUnit.SECONDS);
            socket.runScheduledPendingTasks();
            assertThat(socket.isOpen()).isFalse();
        }
    }
}
