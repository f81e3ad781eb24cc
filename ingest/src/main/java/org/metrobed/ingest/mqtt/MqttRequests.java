package org.metrobed.ingest.mqtt;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttActionListener;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttClientException;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.MqttSubscription;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Requests of one connection to the broker: subscribe, unsubscribe, publish. Thread-safe. */
public final class MqttRequests {

    private static final Logger LOG = LoggerFactory.getLogger(MqttRequests.class);
    private static final long ANSWER_MILLIS = 10_000;
    private static final int FILTERS_A_PACKET = 100;
    private static final int FIRST_FAILURE = 0x80;
    /** Retained messages are sent for the first subscription only, not for each connection. */
    private static final int RETAINED_IF_NEW = 1;

    private static final int RETAINED_ALWAYS = 0;

    private final MqttAsyncClient client;
    private final String url;

    MqttRequests(MqttAsyncClient client, String url) {
        this.client = client;
        this.url = url;
    }

    /**
     * Subscribes at QoS 1 and waits for the answer; only a new subscription receives retained messages. A shared one
     * receives none.
     *
     * @return the filters that the broker refuses
     * @throws MqttSubscriberException if it does not answer
     */
    public List<String> subscribe(Collection<String> filters) {
        List<String> refused = new ArrayList<>();
        for (List<String> some : packets(filters)) {
            refused.addAll(subscribePacket(some, 1, RETAINED_IF_NEW));
        }
        return refused;
    }

    /**
     * Subscribes at QoS 0, with retained messages, and waits for the answer.
     *
     * @return the filters that the broker refuses
     * @throws MqttSubscriberException if it does not answer
     */
    public List<String> listen(Collection<String> filters) {
        List<String> refused = new ArrayList<>();
        for (List<String> some : packets(filters)) {
            refused.addAll(subscribePacket(some, 0, RETAINED_ALWAYS));
        }
        return refused;
    }

    /** Subscribes at QoS 0 without waiting for an answer; retained messages are sent for each connection. */
    public void trySubscribe(Collection<String> filters) {
        MqttSubscription[] subscriptions = filters.stream()
                .map(filter -> subscription(filter, 0, RETAINED_ALWAYS))
                .toArray(MqttSubscription[]::new);
        try {
            client.subscribe(
                    subscriptions,
                    null,
                    new Answer(reason -> LOG.debug("{} refuses {}: {}", url, filters, reason)),
                    new MqttProperties());
        } catch (MqttException e) {
            LOG.debug("{} cannot be asked for {}: {}", url, filters, MqttSubscriber.describe(e));
        }
    }

    /** Unsubscribes without waiting; messages that the broker has queued are still delivered. */
    public void unsubscribe(Collection<String> filters) {
        try {
            for (List<String> some : packets(filters)) {
                client.unsubscribe(
                        some.toArray(String[]::new),
                        null,
                        new Answer(reason -> LOG.warn("{} does not unsubscribe {}: {}", url, some, reason)),
                        new MqttProperties());
            }
        } catch (MqttException e) {
            LOG.warn("{} cannot be asked to unsubscribe: {}", url, MqttSubscriber.describe(e));
        }
    }

    /**
     * Publishes and waits for the answer. Without an answer within ten seconds it counts as published, because the
     * broker is only slow.
     *
     * @param qos 0 or 1
     * @param expirySeconds the time for which the broker may keep it for a disconnected client
     * @return false if the broker refuses it
     * @throws MqttSubscriberException if the connection is lost; then it is unknown whether it was published
     */
    public boolean publish(String topic, byte[] payload, int qos, long expirySeconds) {
        MqttMessage message = new MqttMessage(payload, qos, false, new MqttProperties());
        message.getProperties().setMessageExpiryInterval(expirySeconds);
        IMqttToken answer = null;
        try {
            answer = client.publish(topic, message);
            answer.waitForCompletion(ANSWER_MILLIS);
            return !isRefused(answer.getReasonCodes());
        } catch (MqttException e) {
            if (answer != null && isRefused(answer.getReasonCodes())) {
                return false;
            }
            if (e.getReasonCode() == MqttClientException.REASON_CODE_CLIENT_TIMEOUT) {
                return true;
            }
            throw new MqttSubscriberException("MQTT broker " + url + ": " + MqttSubscriber.describe(e), e);
        } catch (IllegalArgumentException e) {
            return false; // not a valid topic for publishing
        }
    }

    /** Publishes at QoS 1 without waiting; {@code refused} is called after a refusal or a failure, on Paho's thread. */
    public void tryPublish(String topic, byte[] payload, Runnable refused) {
        try {
            client.publish(topic, new MqttMessage(payload, 1, false, new MqttProperties()), null, new Answer(reason -> {
                LOG.debug("{} refuses {}: {}", url, topic, reason);
                refused.run();
            }));
        } catch (MqttException e) {
            LOG.debug("{} cannot be published to {}: {}", topic, url, MqttSubscriber.describe(e));
            refused.run();
        }
    }

    private List<String> subscribePacket(List<String> filters, int qos, int retainHandling) {
        MqttSubscription[] subscriptions = filters.stream()
                .map(filter -> subscription(filter, qos, retainHandling))
                .toArray(MqttSubscription[]::new);
        IMqttToken answer = null;
        try {
            answer = client.subscribe(subscriptions);
            answer.waitForCompletion(ANSWER_MILLIS);
        } catch (MqttException e) {
            if (answer == null || !isRefused(answer.getReasonCodes())) {
                throw new MqttSubscriberException("MQTT broker " + url + ": " + MqttSubscriber.describe(e), e);
            }
        }
        List<String> refused = new ArrayList<>();
        int[] codes = answer.getReasonCodes();
        for (int i = 0; i < filters.size(); i++) {
            if (codes != null && i < codes.length && codes[i] >= FIRST_FAILURE) {
                refused.add(filters.get(i));
            }
        }
        return refused;
    }

    private static MqttSubscription subscription(String filter, int qos, int retainHandling) {
        MqttSubscription subscription = new MqttSubscription(filter, qos);
        subscription.setRetainHandling(retainHandling);
        return subscription;
    }

    private static List<List<String>> packets(Collection<String> filters) {
        List<String> all = List.copyOf(filters);
        List<List<String>> packets = new ArrayList<>();
        for (int from = 0; from < all.size(); from += FILTERS_A_PACKET) {
            packets.add(all.subList(from, Math.min(all.size(), from + FILTERS_A_PACKET)));
        }
        return packets;
    }

    private static boolean isRefused(int... codes) {
        if (codes == null) {
            return false;
        }
        for (int code : codes) {
            if (code >= FIRST_FAILURE) {
                return true;
            }
        }
        return false;
    }

    /** Reports a refusal, wherever Paho reports it. */
    private record Answer(Consumer<String> refusal) implements MqttActionListener {

        @Override
        public void onSuccess(IMqttToken token) {
            if (isRefused(token.getReasonCodes())) {
                refusal.accept("reason " + token.getReasonCodes()[0]);
            }
        }

        @Override
        public void onFailure(IMqttToken token, Throwable failure) {
            refusal.accept(String.valueOf(failure.getMessage()));
        }
    }
}
