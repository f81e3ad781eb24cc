package org.metrobed.simulators.mqtt;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.MqttSubscription;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.metrobed.recordings.PayloadRedaction;
import org.metrobed.recordings.RecordedMessage;
import org.metrobed.recordings.RecordingWriter;

/**
 * Records the messages of a broker. The broker keeps them for some minutes if the connection is lost, and it is opened again. No two
 * messages have the same received time. Thread-safe.
 */
public final class BrokerRecorder implements AutoCloseable {

    private static final long LIMIT_MILLIS = 10_000;
    private static final long SESSION_SECONDS = 600;
    private static final long PAUSE_SECONDS = 1;
    private static final int KEEP_ALIVE_SECONDS = 30;
    private static final int FIRST_ERROR_CODE = 0x80;
    private static final long FLUSH_NANOS = 1_000_000_000;

    private final BrokerConfig broker;
    private final List<String> filters;
    private final RecordingWriter writer;
    private final PayloadRedaction redaction;
    private final InstantSource clock;
    private final String clientId = "metrobed-record-" + UUID.randomUUID();
    private final List<Instant> gaps = new ArrayList<>();
    private final CountDownLatch stop = new CountDownLatch(1);

    // guarded by this
    private MqttAsyncClient client;
    private long lastMicros = Long.MIN_VALUE;
    private long flushedNanos = System.nanoTime();
    private IOException failure;
    private boolean lost;

    /**
     * A recorder that is not connected.
     *
     * @param filters MQTT topic filters
     * @param writer receives the messages; the caller closes it after this
     */
    public BrokerRecorder(
            BrokerConfig broker,
            List<String> filters,
            RecordingWriter writer,
            PayloadRedaction redaction,
            InstantSource clock) {
        this.broker = broker;
        this.filters = List.copyOf(filters);
        this.writer = writer;
        this.redaction = redaction;
        this.clock = clock;
    }

    /**
     * Connects and records until {@link #stop}, or until a time has passed.
     *
     * @param length how long
     * @throws IOException if the broker cannot be reached at first, refuses a topic, or the file cannot be written
     */
    public void run(Duration length) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        connect(true);
        while (System.nanoTime() - begin < length.toNanos()) {
            long left = length.toNanos() - (System.nanoTime() - begin);
            if (stop.await(Math.min(left, TimeUnit.SECONDS.toNanos(PAUSE_SECONDS)), TimeUnit.NANOSECONDS)) {
                break;
            }
            mend();
        }
        requireWell();
    }

    /** Ends {@link #run}. */
    public void stop() {
        stop.countDown();
    }

    /** When connections began whose broker had not kept the messages since the one before: messages before them may be missing. */
    public synchronized List<Instant> gaps() {
        return List.copyOf(gaps);
    }

    @Override
    public void close() {
        stop();
        MqttAsyncClient last;
        synchronized (this) {
            last = client;
            client = null;
        }
        if (last != null) {
            hangUp(last);
        }
    }

    private void mend() throws IOException, InterruptedException {
        requireWell();
        boolean again;
        synchronized (this) {
            again = lost;
            flush();
        }
        if (again) {
            try {
                connect(false);
            } catch (IOException e) {
                // the next second tries again; the broker keeps the messages meanwhile
                lost(true);
            }
        }
    }

    private synchronized void requireWell() throws IOException {
        if (failure != null) {
            throw failure;
        }
    }

    private synchronized void lost(boolean value) {
        lost = value;
    }

    private void connect(boolean first) throws IOException {
        lost(false);
        try {
            MqttAsyncClient fresh = new MqttAsyncClient(broker.url(), clientId, new MemoryPersistence());
            fresh.setCallback(new Messages());
            IMqttToken connected = fresh.connect(options(first));
            connected.waitForCompletion(LIMIT_MILLIS);
            synchronized (this) {
                client = fresh;
                if (!first && !connected.getSessionPresent()) {
                    gaps.add(clock.instant());
                }
            }
            for (String filter : filters) {
                subscribe(fresh, filter);
            }
        } catch (MqttException e) {
            throw new IOException("the broker at " + broker.url() + " cannot be recorded: " + reason(e), e);
        }
    }

    private static void subscribe(MqttAsyncClient client, String filter) throws MqttException, IOException {
        MqttSubscription subscription = new MqttSubscription(filter, 1);
        subscription.setRetainAsPublished(false);
        IMqttToken token = client.subscribe(subscription);
        token.waitForCompletion(LIMIT_MILLIS);
        for (int code : token.getReasonCodes()) {
            if (code >= FIRST_ERROR_CODE) {
                throw new IOException("the broker refuses the topic filter '" + filter + "' with reason " + code);
            }
        }
    }

    private static String reason(MqttException e) {
        return e.getCause() == null ? e.getMessage() : e.getCause().getMessage();
    }

    private MqttConnectionOptions options(boolean first) throws MqttException {
        MqttConnectionOptions options = new MqttConnectionOptions();
        if (broker.url().startsWith("ssl:")) {
            options.setSocketFactory(broker.sockets());
            options.setHttpsHostnameVerificationEnabled(true);
        }
        options.setCleanStart(first);
        options.setSessionExpiryInterval(SESSION_SECONDS);
        options.setAutomaticReconnect(false);
        options.setKeepAliveInterval(KEEP_ALIVE_SECONDS);
        options.setConnectionTimeout((int) (LIMIT_MILLIS / 1000));
        if (!broker.user().isEmpty()) {
            options.setUserName(broker.user());
            options.setPassword(broker.password().reveal().getBytes(StandardCharsets.UTF_8));
        }
        return options;
    }

    private synchronized void take(String topic, MqttMessage message) {
        long now = ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant());
        lastMicros = Math.max(now, lastMicros + 1);
        RecordedMessage received =
                new RecordedMessage(lastMicros, topic, message.getPayload(), message.getQos(), message.isRetained());
        try {
            var kept = redaction.apply(received);
            if (kept.isPresent()) {
                writer.append(kept.get());
            }
        } catch (IOException e) {
            failure = e;
            stop();
        }
    }

    /** At most once a second, so that a killed recorder has lost a second. */
    private void flush() throws IOException {
        if (System.nanoTime() - flushedNanos >= FLUSH_NANOS) {
            writer.flush();
            flushedNanos = System.nanoTime();
        }
    }

    private static void hangUp(MqttAsyncClient client) {
        try {
            client.disconnect(LIMIT_MILLIS).waitForCompletion(LIMIT_MILLIS);
        } catch (MqttException e) {
            drop(client);
        }
        try {
            client.close(true);
        } catch (MqttException e) {
            drop(client);
        }
    }

    private static void drop(MqttAsyncClient client) {
        try {
            client.disconnectForcibly(0, 0, false);
        } catch (MqttException e) {
            // the connection was lost already
            client.setCallback(null);
        }
    }

    private final class Messages implements MqttCallback {

        @Override
        public void messageArrived(String topic, MqttMessage message) {
            take(topic, message);
        }

        @Override
        public void disconnected(MqttDisconnectResponse response) {
            lost(true);
        }

        @Override
        public void mqttErrorOccurred(MqttException exception) {
            // a lost connection is told by disconnected
        }

        @Override
        public void deliveryComplete(IMqttToken token) {
            // publishes nothing
        }

        @Override
        public void connectComplete(boolean reconnect, String serverUri) {
            // the call that connects waits for it
        }

        @Override
        public void authPacketArrived(int reasonCode, MqttProperties properties) {
            // no such authentication
        }
    }
}
