package org.metrobed.simulators.mqtt;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.eclipse.paho.mqttv5.common.MqttException;

/**
 * Publishes at QoS 1 and keeps a message until the broker has acknowledged it. The number of messages in flight is
 * limited by configuration and broker; {@link #publish} waits for room. If the connection is lost, it reconnects with
 * increasing pauses and first sends the unacknowledged messages again, in their order: nothing is lost, some messages
 * may be delivered twice.
 *
 * <p>Thread-safe; the messages of one thread are sent in the order of its calls.
 */
public final class MqttEmitter implements AutoCloseable {

    private static final Duration FAREWELL = Duration.ofSeconds(5);

    private final int maxInFlight;
    private final Reconnector reconnector;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Connections connections = new Connections();

    // guarded by lock
    private final Outstanding outstanding = new Outstanding();
    private MqttLine line;
    private String refusal;
    private String trouble = "not tried yet";
    private boolean closed;
    private EmitterCounts counts = EmitterCounts.ZERO;

    private MqttEmitter(MqttLine.Factory lines, int maxInFlight) {
        this.maxInFlight = maxInFlight;
        this.reconnector = new Reconnector(lines);
    }

    /**
     * Connects.
     *
     * @param clientId unique at the broker
     * @param presenceTopic topic with the retained text {@code online} while this is connected and {@code offline}
     *     afterwards; null for none
     * @param patience maximum wait for the broker
     * @throws IOException if the broker cannot be reached in time; the message names the broker
     */
    public static MqttEmitter open(BrokerConfig broker, String clientId, String presenceTopic, Duration patience)
            throws IOException, InterruptedException {
        MqttEmitter emitter =
                new MqttEmitter(new MqttLine.Factory(broker, clientId, presenceTopic), broker.maxInFlight());
        emitter.begin();
        if (!emitter.awaitConnected(patience)) {
            emitter.close();
            throw new IOException(
                    "no MQTT broker at " + broker.url() + " within " + patience.toSeconds() + " s: " + emitter.trouble);
        }
        return emitter;
    }

    /**
     * Hands a message over; returns when it is in flight, after waiting for room and for the connection.
     *
     * @param payload must not be changed afterwards
     * @throws IOException if the broker has refused a message permanently
     * @throws IllegalStateException if this is closed
     */
    public void publish(String topic, byte[] payload) throws IOException, InterruptedException {
        lock.lockInterruptibly();
        try {
            while (!closed && refusal == null && !outstanding.hasRoom(limit())) {
                changed.await();
            }
            requireUsable();
            outstanding.add(new MqttLine.Outgoing(topic, payload));
            counts = counts.withPublished();
            sendWaiting();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until everything published so far is acknowledged.
     *
     * @return whether it was acknowledged in time
     * @throws IOException if the broker has refused a message permanently
     */
    public boolean awaitAcknowledged(Duration patience) throws IOException, InterruptedException {
        lock.lockInterruptibly();
        try {
            long last = outstanding.mark();
            long left = patience.toNanos();
            while (refusal == null && left > 0 && outstanding.hasBefore(last)) {
                left = changed.awaitNanos(left);
            }
            if (refusal != null) {
                throw new IOException(refusal);
            }
            return !outstanding.hasBefore(last);
        } finally {
            lock.unlock();
        }
    }

    /** A mark after everything published so far, for {@link #isAcknowledged}. */
    public long mark() {
        return locked(() -> outstanding.mark());
    }

    /** Whether everything published before a mark is acknowledged. */
    public boolean isAcknowledged(long mark) {
        return locked(() -> !outstanding.hasBefore(mark));
    }

    /** Counts so far. */
    public EmitterCounts counts() {
        return locked(() -> counts);
    }

    /** Waits a few seconds for acknowledgements, publishes {@code offline}, and disconnects. */
    @Override
    public void close() {
        boolean interrupted = false;
        try {
            awaitAcknowledged(isConnected() ? FAREWELL : Duration.ZERO);
        } catch (InterruptedException e) {
            interrupted = true;
        } catch (IOException e) {
            // the refusal was thrown to the publisher; nothing more can be done here
            counts();
        }
        MqttLine last;
        lock.lock();
        try {
            closed = true;
            last = line;
            line = null;
            reconnector.stop();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        if (last != null) {
            last.hangUp();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isConnected() {
        return locked(() -> line != null);
    }

    private boolean awaitConnected(Duration patience) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = patience.toNanos();
            while (line == null && left > 0) {
                left = changed.awaitNanos(left);
            }
            return line != null;
        } finally {
            lock.unlock();
        }
    }

    private <T> T locked(Supplier<T> read) {
        lock.lock();
        try {
            return read.get();
        } finally {
            lock.unlock();
        }
    }

    /** Maximum number of messages in flight; 0 without a connection. */
    private int limit() {
        return line == null ? 0 : Math.min(maxInFlight, line.receiveMaximum());
    }

    private void requireUsable() throws IOException {
        if (closed) {
            throw new IllegalStateException("the emitter is closed");
        }
        if (refusal != null) {
            throw new IOException(refusal);
        }
    }

    private void begin() {
        lock.lock();
        try {
            reconnector.connectNow(connections);
        } finally {
            lock.unlock();
        }
    }

    private void sendWaiting() {
        while (outstanding.hasNext(limit())) {
            long id = outstanding.next();
            try {
                line.send(id, outstanding.message(id));
            } catch (MqttException e) {
                giveUp(line);
            }
        }
    }

    private void giveUp(MqttLine dead) {
        line = null;
        if (!closed) {
            reconnector.drop(dead);
            reconnector.connectLater(connections);
        }
    }

    /** Handles events of the reconnector and the connections, each on its own thread. */
    private final class Connections implements Reconnector.Owner {

        @Override
        public void connected(MqttLine fresh) {
            lock.lock();
            try {
                if (!closed) {
                    counts = counts.withConnection(outstanding.size());
                    line = fresh;
                    reconnector.reset();
                    outstanding.restart();
                    sendWaiting();
                    changed.signalAll();
                    return;
                }
            } finally {
                lock.unlock();
            }
            fresh.drop();
        }

        @Override
        public void failed(String reason) {
            lock.lock();
            try {
                trouble = reason;
                if (!closed) {
                    reconnector.connectLater(connections);
                }
            } finally {
                lock.unlock();
            }
        }

        @Override
        public void lost(MqttLine from) {
            lock.lock();
            try {
                if (from == line) {
                    giveUp(from);
                }
            } finally {
                lock.unlock();
            }
        }

        @Override
        public void take(MqttLine from, long id, String refused) {
            lock.lock();
            try {
                if (from != line) {
                    // an answer on a lost connection: the message is sent again
                    return;
                }
                if (refused != null) {
                    refusal = refused;
                } else if (outstanding.acknowledge(id)) {
                    counts = counts.withAcknowledged();
                }
                sendWaiting();
                changed.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }
}
