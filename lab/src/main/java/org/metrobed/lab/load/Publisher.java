package org.metrobed.lab.load;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;

/** Publishes a {@link Load} through the connections of its city, in rounds. One thread. */
final class Publisher implements AutoCloseable {

    private static final long PROGRESS_NANOS = 200_000_000;
    private static final long TICK_NANOS = 1_000_000;

    private final Load load;
    private final InstantSource clock;
    private final List<MqttConnection> gateways = new ArrayList<>();
    private final List<byte[]> topics = new ArrayList<>();
    private final PayloadText payload = new PayloadText();
    private long messages;
    private long startMicros;
    private long startNanos;
    private long nextProgressNanos;
    private long flushedNanos;

    private Publisher(Load load, InstantSource clock) {
        this.load = load;
        this.clock = clock;
    }

    /** Connects the gateways. */
    static Publisher open(Load load, InstantSource clock) throws IOException {
        Publisher publisher = new Publisher(load, clock);
        for (int i = 0; i < load.city().connections(); i++) {
            publisher.gateways.add(MqttConnection.open(load.url(), "bench-gateway-" + i));
        }
        for (int thing = 0; thing < load.city().things(); thing++) {
            publisher.topics.add(load.city().topic(thing));
        }
        return publisher;
    }

    /**
     * Publishes everything; returns when the last message is acknowledged.
     *
     * @param progress receives the number of sent messages at intervals
     */
    Sent run(LongConsumer progress) throws IOException {
        startMicros = load.isPaced() ? nowMicros() : load.startMicros();
        startNanos = System.nanoTime();
        nextProgressNanos = startNanos;
        flushedNanos = startNanos;
        long rounds = 0;
        while (rounds < load.maxRounds() && System.nanoTime() - startNanos < load.seconds() * 1_000_000_000L) {
            round(rounds++, progress);
        }
        for (MqttConnection gateway : gateways) {
            gateway.finish();
        }
        double seconds = (System.nanoTime() - startNanos) / 1e9;
        progress.accept(messages);
        long acknowledged =
                gateways.stream().mapToLong(MqttConnection::acknowledged).sum();
        return new Sent(
                acknowledged,
                acknowledged * load.readingsPerMessage(),
                rounds,
                startMicros,
                seconds,
                ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime() / 1_000);
    }

    @Override
    public void close() throws IOException {
        for (MqttConnection gateway : gateways) {
            gateway.close();
        }
    }

    private void round(long round, LongConsumer progress) throws IOException {
        for (int place = 0; place < load.city().things(); place++) {
            int thing = load.city().thingAt(place);
            MqttConnection gateway = gateways.get(thing % gateways.size());
            for (int property = 0; property < BenchCity.PROPERTIES; property += load.readingsPerMessage()) {
                long micros = startMicros + round * load.city().stepMicros();
                if (load.isPaced()) {
                    micros = startMicros + load.dueMicros(messages);
                    awaitDue(startNanos + load.dueMicros(messages) * 1_000);
                }
                payload.write(load.city(), thing, micros, property, property + load.readingsPerMessage());
                gateway.publish(topics.get(thing), payload.buffer(), payload.length());
                messages++;
            }
            if (System.nanoTime() - nextProgressNanos > 0) {
                nextProgressNanos += PROGRESS_NANOS;
                progress.accept(messages);
            }
        }
    }

    /** Sends what is due at least once in a millisecond, also while it is late. */
    private void awaitDue(long dueNanos) throws IOException {
        long early = dueNanos - System.nanoTime();
        if (early > TICK_NANOS || System.nanoTime() - flushedNanos > TICK_NANOS) {
            for (MqttConnection gateway : gateways) {
                gateway.flush();
            }
            flushedNanos = System.nanoTime();
        }
        while (dueNanos - System.nanoTime() > TICK_NANOS) {
            LockSupport.parkNanos(dueNanos - System.nanoTime());
        }
    }

    private long nowMicros() {
        Instant now = clock.instant();
        return now.getEpochSecond() * 1_000_000 + now.getNano() / 1_000;
    }
}
