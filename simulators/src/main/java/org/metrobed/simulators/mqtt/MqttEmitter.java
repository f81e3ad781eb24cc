package org.metrobed.simulators.mqtt;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.eclipse.paho.mqttv5.common.MqttException;

/**
 * Publishes at QoS 1 and forgets a message only when the broker has acknowledged it. As many messages are under way as
 * configuration and broker allow; {@link #publish} waits for room. When the connection is lost it connects again, ever
 * more patiently, and sends first what was not acknowledged, in its order: nothing is lost, something may arrive twice.
 *
 * <p>Thread-safe; the messages of one thread leave in the order of its calls.
 */
public final class MqttEmitter implements AutoCloseable {

    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    private static final Duration FAREWELL = Duration.ofSeconds(5);

    private final MqttLine.Factory lines;
    private final int maxInFlight;
    private final ScheduledExecutorService reconnector;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    // guarded by lock
    private final Map<Long, MqttLine.Outgoing> unacknowledged = new LinkedHashMap<>();
    private final Deque<Long> waiting = new ArrayDeque<>();
    private final Set<Long> inFlight = new HashSet<>();
    private MqttLine line;
    private Future<?> attempt;
    private Duration pause = FIRST_PAUSE;
    private String refusal;
    private String trouble = "not tried yet";
    private boolean closed;
    private long nextId;
    private EmitterCounts counts = EmitterCounts.ZERO;

    private MqttEmitter(MqttLine.Factory lines, int maxInFlight, String clientId) {
        this.lines = lines;
        this.maxInFlight = maxInFlight;
        this.reconnector = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "mqtt-reconnect-" + clientId);
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Connects.
     *
     * @param clientId unique at the broker
     * @param presenceTopic where {@code online} is retained while this is connected and {@code offline} afterwards; null
     *     for nowhere
     * @param patience how long the broker may take to be there
     * @throws IOException when it is not there in time; the message names the broker
     */
    public static MqttEmitter open(BrokerConfig broker, String clientId, String presenceTopic, Duration patience)
            throws IOException, InterruptedException {
        MqttEmitter emitter =
                new MqttEmitter(new MqttLine.Factory(broker, clientId, presenceTopic), broker.maxInFlight(), clientId);
        emitter.reconnector.execute(emitter::connect);
        if (!emitter.awaitConnected(patience)) {
            emitter.close();
            throw new IOException(
                    "no MQTT broker at " + broker.url() + " within " + patience.toSeconds() + " s: " + emitter.trouble);
        }
        return emitter;
    }

    /**
     * Hands a message over; returns when it is under way, after waiting for room and for the connection.
     *
     * @param payload not changed afterwards
     * @throws IOException when the broker has refused a message for good
     * @throws IllegalStateException when this is closed
     */
    public void publish(String topic, byte[] payload) throws IOException, InterruptedException {
        lock.lockInterruptibly();
        try {
            while (!closed && refusal == null && !hasRoom()) {
                changed.await();
            }
            requireUsable();
            long id = nextId++;
            unacknowledged.put(id, new MqttLine.Outgoing(topic, payload));
            counts = counts.withPublished();
            waiting.add(id);
            sendWaiting();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until everything published so far is acknowledged.
     *
     * @return whether it was in time
     * @throws IOException when the broker has refused a message for good
     */
    public boolean awaitAcknowledged(Duration patience) throws IOException, InterruptedException {
        lock.lockInterruptibly();
        try {
            long last = nextId;
            long left = patience.toNanos();
            while (refusal == null && left > 0 && hasUnacknowledgedBefore(last)) {
                left = changed.awaitNanos(left);
            }
            if (refusal != null) {
                throw new IOException(refusal);
            }
            return !hasUnacknowledgedBefore(last);
        } finally {
            lock.unlock();
        }
    }

    /** A mark behind everything published so far, for {@link #isAcknowledged}. */
    public long mark() {
        lock.lock();
        try {
            return nextId;
        } finally {
            lock.unlock();
        }
    }

    /** Whether everything published before a mark is acknowledged. */
    public boolean isAcknowledged(long mark) {
        lock.lock();
        try {
            return !hasUnacknowledgedBefore(mark);
        } finally {
            lock.unlock();
        }
    }

    /** What happened so far. */
    public EmitterCounts counts() {
        lock.lock();
        try {
            return counts;
        } finally {
            lock.unlock();
        }
    }

    /** Waits a few seconds for acknowledgements, says {@code offline}, and disconnects. */
    @Override
    public void close() {
        boolean interrupted = false;
        try {
            awaitAcknowledged(isConnected() ? FAREWELL : Duration.ZERO);
        } catch (InterruptedException e) {
            interrupted = true;
        } catch (IOException e) {
            // the refusal was thrown to whoever published; here nothing more can be done
            counts();
        }
        MqttLine last;
        lock.lock();
        try {
            closed = true;
            last = line;
            line = null;
            if (attempt != null) {
                attempt.cancel(false);
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        reconnector.shutdownNow();
        if (last != null) {
            last.hangUp();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isConnected() {
        lock.lock();
        try {
            return line != null;
        } finally {
            lock.unlock();
        }
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

    private boolean hasUnacknowledgedBefore(long id) {
        return !unacknowledged.isEmpty() && unacknowledged.keySet().iterator().next() < id;
    }

    private boolean hasRoom() {
        return line != null && waiting.isEmpty() && inFlight.size() < limit();
    }

    private int limit() {
        return Math.min(maxInFlight, line.receiveMaximum());
    }

    private void requireUsable() throws IOException {
        if (closed) {
            throw new IllegalStateException("the emitter is closed");
        }
        if (refusal != null) {
            throw new IOException(refusal);
        }
    }

    /** Runs on the reconnector alone. */
    private void connect() {
        MqttLine fresh = null;
        String failure = null;
        try {
            fresh = lines.connect(this::acknowledged, this::lost);
        } catch (MqttException e) {
            failure = e.getCause() == null ? e.getMessage() : e.getCause().getMessage();
        }
        lock.lock();
        try {
            if (closed) {
                return;
            }
            if (fresh == null) {
                trouble = failure;
                retryLater();
            } else {
                begin(fresh);
                fresh = null;
            }
        } finally {
            lock.unlock();
            if (fresh != null) {
                fresh.drop();
            }
        }
    }

    private void begin(MqttLine fresh) {
        counts = counts.withConnection(unacknowledged.size());
        line = fresh;
        pause = FIRST_PAUSE;
        inFlight.clear();
        waiting.clear();
        waiting.addAll(unacknowledged.keySet());
        sendWaiting();
        changed.signalAll();
    }

    private void retryLater() {
        attempt = reconnector.schedule(this::connect, pause.toMillis(), TimeUnit.MILLISECONDS);
        Duration doubled = pause.multipliedBy(2);
        pause = doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
    }

    private void sendWaiting() {
        while (line != null && !waiting.isEmpty() && inFlight.size() < limit()) {
            long id = waiting.remove();
            inFlight.add(id);
            try {
                line.send(id, unacknowledged.get(id));
            } catch (MqttException e) {
                giveUp(line);
            }
        }
    }

    private void acknowledged(MqttLine from, long id, String refused) {
        lock.lock();
        try {
            if (from != line && refused != null) {
                return;
            }
            if (refused != null) {
                refusal = refused;
            } else if (unacknowledged.remove(id) != null) {
                counts = counts.withAcknowledged();
                waiting.remove(id);
            }
            inFlight.remove(id);
            sendWaiting();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void lost(MqttLine from) {
        lock.lock();
        try {
            if (from == line) {
                giveUp(from);
            }
        } finally {
            lock.unlock();
        }
    }

    private void giveUp(MqttLine dead) {
        line = null;
        if (!closed) {
            reconnector.execute(dead::drop);
            retryLater();
        }
    }
}
