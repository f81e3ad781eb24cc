package org.metrobed.embedded.broker;

import com.codahale.metrics.Counter;
import com.codahale.metrics.MetricRegistry;
import com.hivemq.extension.sdk.api.packets.general.Qos;
import com.hivemq.extension.sdk.api.services.Services;
import com.hivemq.extension.sdk.api.services.builder.Builders;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the numbers of waiting and dropped messages, and publishes both every ten seconds until it is closed.
 * Thread-safe.
 */
public final class BrokerQueueFigures implements AutoCloseable {

    /** Topic of the number of messages that wait for any session. */
    public static final String STORED = "$SYS/broker/store/messages/count";

    /** Topic of the number of messages that the broker dropped since its start. */
    public static final String DROPPED = "$SYS/broker/publish/messages/dropped";

    private static final long PERIOD_SECONDS = 10;
    private static final String DROPPED_METRIC = "com.hivemq.messages.dropped.count";
    private static final Logger LOG = LoggerFactory.getLogger(BrokerQueueFigures.class);

    private final Queues queues;
    private final Counter dropped;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread made = new Thread(task, "mqtt-figures");
        made.setDaemon(true);
        return made;
    });

    private BrokerQueueFigures(Queues queues, Counter dropped) {
        this.queues = queues;
        this.dropped = dropped;
    }

    /** Starts to publish the figures of a started broker. */
    public static BrokerQueueFigures start(Queues queues, MetricRegistry metrics) {
        BrokerQueueFigures figures = new BrokerQueueFigures(queues, metrics.counter(DROPPED_METRIC));
        var unused = figures.thread.scheduleWithFixedDelay(
                figures::publish, PERIOD_SECONDS, PERIOD_SECONDS, TimeUnit.SECONDS);
        return figures;
    }

    /** Number of messages that wait for any session now. */
    public long stored() {
        return queues.total();
    }

    /** Number of messages that wait for this client's session now. */
    public long stored(String clientId) {
        return queues.of(clientId);
    }

    /** Number of messages that the broker dropped since its start, because of a full queue or for another reason. */
    public long dropped() {
        return dropped.getCount();
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }

    private void publish() {
        try {
            publish(STORED, stored());
            publish(DROPPED, dropped());
        } catch (IllegalStateException e) {
            LOG.warn("the broker's figures are not published: {}", e.getMessage());
        }
    }

    private static void publish(String topic, long value) {
        var unused = Services.publishService()
                .publish(Builders.publish()
                        .topic(topic)
                        .qos(Qos.AT_MOST_ONCE)
                        .payload(ByteBuffer.wrap(Long.toString(value).getBytes(StandardCharsets.US_ASCII)))
                        .build());
    }
}
