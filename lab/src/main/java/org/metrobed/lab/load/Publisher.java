package org.metrobed.lab.load;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;

/** Publishes a {@link Load} through a few gateways, in rounds. One thread. */
final class Publisher implements AutoCloseable {

    private static final long PROGRESS_NANOS = 200_000_000;
    private static final long TICK_NANOS = 1_000_000;

    private final Load load;
    private final InstantSource clock;
    private final List<MqttConnection> gateways = new ArrayList<>();
    private final List<byte[]> topics = new ArrayList<>();
    private final PayloadText payload = new PayloadText();
    private long messages;
    private long startNanos;
    private long nextProgressNanos;

    private Publisher(Load load, InstantSource clock) {
        this.load = load;
        this.clock = clock;
    }

    /** Connects the gateways. */
    static Publisher open(Load load, InstantSource clock) throws IOException {
        Publisher publisher = new Publisher(load, clock);
        for (int i = 0; i < BenchCity.GATEWAYS; i++) {
            publisher.gateways.add(MqttConnection.open(load.url(), "bench-gateway-" + i));
        }
        for (int thing = 0; thing < load.things(); thing++) {
            publisher.topics.add(BenchCity.topic(thing).getBytes(StandardCharsets.UTF_8));
        }
        return publisher;
    }

    /**
     * Publishes everything; returns when the last message is acknowledged.
     *
     * @param progress receives the number of sent messages at intervals
     */
    Sent run(LongConsumer progress) throws IOException {
        long startMillis = clock.millis();
        startNanos = System.nanoTime();
        nextProgressNanos = startNanos;
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
                startMillis,
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
        for (int thing = 0; thing < load.things(); thing++) {
            for (int property = 0; property < BenchCity.PROPERTIES; property += load.readingsPerMessage()) {
                long micros = load.startMicros() == Load.WALL_CLOCK
                        ? nowMicros()
                        : load.startMicros() + round * Load.STEP_MICROS;
                payload.write(micros, property, property + load.readingsPerMessage(), round * load.things() + thing);
                gateways.get(BenchCity.gateway(thing)).publish(topics.get(thing), payload.buffer(), payload.length());
                messages++;
                pace();
            }
            if (System.nanoTime() - nextProgressNanos > 0) {
                nextProgressNanos += PROGRESS_NANOS;
                progress.accept(messages);
            }
        }
    }

    private void pace() throws IOException {
        if (load.readingsPerSecond() == 0) {
            return;
        }
        long due = startNanos + Math.round(messages * load.readingsPerMessage() * 1e9 / load.readingsPerSecond());
        if (due - System.nanoTime() > TICK_NANOS) {
            for (MqttConnection gateway : gateways) {
                gateway.flush();
            }
            LockSupport.parkNanos(due - System.nanoTime());
        }
    }

    private long nowMicros() {
        Instant now = clock.instant();
        return now.getEpochSecond() * 1_000_000 + now.getNano() / 1_000;
    }
}
