package org.metrobed.launcher.whole;

import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;

/** Passes received commands to an edge node. */
record Commands(EdgeNode node) implements MqttCallback {

    @Override
    public void messageArrived(String topic, MqttMessage message) {
        node.take(message.getPayload());
    }

    @Override
    public void disconnected(MqttDisconnectResponse response) {
        // the test ends
    }

    @Override
    public void mqttErrorOccurred(MqttException exception) {
        // the test fails by itself
    }

    @Override
    public void deliveryComplete(IMqttToken token) {
        // publishing waits
    }

    @Override
    public void connectComplete(boolean reconnect, String serverUri) {
        // connecting waits
    }

    @Override
    public void authPacketArrived(int reasonCode, MqttProperties properties) {
        // no extended authentication
    }
}
