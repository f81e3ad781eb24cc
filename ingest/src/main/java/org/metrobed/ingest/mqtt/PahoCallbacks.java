package org.metrobed.ingest.mqtt;

import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;

/**
 * Maps Paho's callbacks to a listener.
 *
 * @param takenOver called before the listener is notified that another client with the same client id has taken the
 *     connection over
 */
record PahoCallbacks(MqttSubscriber.Listener listener, InboundPackets inbound, Runnable takenOver)
        implements MqttCallback {

    private static final int SESSION_TAKEN_OVER = 142;

    @Override
    public void messageArrived(String topic, MqttMessage message) {
        MqttProperties properties = message.getProperties();
        listener.accept(new Incoming(
                topic,
                message.getPayload(),
                message.getQos(),
                inbound.next(),
                properties == null ? null : properties.getContentType(),
                message.getId(),
                message.isRetained()));
    }

    @Override
    public void disconnected(MqttDisconnectResponse response) {
        MqttException cause = response.getException();
        if (response.getReturnCode() == SESSION_TAKEN_OVER) {
            takenOver.run();
        }
        listener.lost(cause == null ? "the broker said " + response.getReturnCode() : MqttSubscriber.describe(cause));
    }

    @Override
    public void mqttErrorOccurred(MqttException exception) {
        // if it matters, a disconnection follows
    }

    @Override
    public void deliveryComplete(IMqttToken token) {
        // the publishing method waits for the answer
    }

    @Override
    public void connectComplete(boolean reconnect, String serverUri) {
        // open() waits for it
    }

    @Override
    public void authPacketArrived(int reasonCode, MqttProperties properties) {
        // no extended authentication
    }
}
