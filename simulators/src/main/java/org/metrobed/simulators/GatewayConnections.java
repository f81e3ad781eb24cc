package org.metrobed.simulators;

import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.metrobed.simulators.fleet.GatewayMessage;
import org.metrobed.simulators.mqtt.BrokerConfig;
import org.metrobed.simulators.mqtt.EmitterCounts;
import org.metrobed.simulators.mqtt.MqttEmitter;

/** The gateways' connections to the broker, one each. Thread-safe. */
final class GatewayConnections implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Map<String, MqttEmitter> emitters = new LinkedHashMap<>();

    private GatewayConnections() {}

    /** Connects each gateway; if one cannot connect, none stays connected. */
    static GatewayConnections open(BrokerConfig broker, String testbed, List<String> names)
            throws IOException, InterruptedException {
        GatewayConnections gateways = new GatewayConnections();
        boolean done = false;
        try {
            for (String name : names) {
                String presence = "metrobed/v1/" + testbed + "/" + name + "/gateway/status";
                String client = "metrobed-sim-" + testbed + "-" + name;
                gateways.emitters.put(name, MqttEmitter.open(broker, client, presence, PATIENCE));
            }
            done = true;
            return gateways;
        } finally {
            if (!done) {
                gateways.close();
            }
        }
    }

    void publish(List<GatewayMessage> messages) throws IOException, InterruptedException {
        for (GatewayMessage message : messages) {
            emitters.get(message.gateway()).publish(message.topic(), message.payload());
        }
    }

    boolean awaitAcknowledged(Duration patience) throws IOException, InterruptedException {
        boolean all = true;
        for (MqttEmitter emitter : emitters.values()) {
            all &= emitter.awaitAcknowledged(patience);
        }
        return all;
    }

    /** A mark after everything published so far, for each gateway. */
    Map<String, Long> marks() {
        Map<String, Long> marks = new LinkedHashMap<>();
        emitters.forEach((name, emitter) -> marks.put(name, emitter.mark()));
        return marks;
    }

    boolean isAcknowledged(Map<String, Long> marks) {
        return marks.entrySet().stream()
                .allMatch(mark -> emitters.get(mark.getKey()).isAcknowledged(mark.getValue()));
    }

    EmitterCounts counts() {
        return emitters.values().stream().map(MqttEmitter::counts).reduce(EmitterCounts.ZERO, EmitterCounts::plus);
    }

    @Override
    public void close() {
        emitters.values().forEach(MqttEmitter::close);
    }
}
