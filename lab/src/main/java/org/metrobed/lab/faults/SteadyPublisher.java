package org.metrobed.lab.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.LockSupport;
import java.util.function.ToLongFunction;
import org.metrobed.lab.load.BenchCity;
import org.metrobed.lab.load.LoadGateway;

/**
 * Publishes a {@link Feed} at a steady rate through four gateways, with a thread for each. After an outage of the
 * broker the gateways publish faster until they are on schedule again. Thread-safe.
 */
final class SteadyPublisher {

    private static final long TICK_NANOS = 1_000_000;
    private static final Executor THREADS = task -> {
        Thread thread = new Thread(task, "faults-gateway");
        thread.setDaemon(true);
        thread.start();
    };

    private final Feed feed;
    private final List<GatewayLoop> loops = new ArrayList<>();
    private final long startNanos = System.nanoTime();
    private final double nanosPerRound;
    private volatile boolean paused;
    private CompletableFuture<Void> done;

    private SteadyPublisher(Feed feed, long readingsPerSecond) {
        this.feed = feed;
        this.nanosPerRound = feed.listDatastreams().size() * 1e9 / readingsPerSecond;
    }

    /** Connects the gateways and starts publishing. */
    static SteadyPublisher start(Feed feed, String url, long readingsPerSecond) {
        SteadyPublisher publisher = new SteadyPublisher(feed, readingsPerSecond);
        for (int i = 0; i < BenchCity.GATEWAYS; i++) {
            publisher.loops.add(new GatewayLoop(i, LoadGateway.open(url, "faults-gateway-" + i)));
        }
        publisher.done = CompletableFuture.allOf(publisher.loops.stream()
                .map(loop -> CompletableFuture.runAsync(() -> publisher.run(loop), THREADS))
                .toArray(CompletableFuture[]::new));
        return publisher;
    }

    /** Pauses publishing until {@link #resume}. */
    void pause() {
        paused = true;
    }

    /** Continues publishing, faster until it is on schedule again. */
    void resume() {
        paused = false;
    }

    /** Completes when the last message is acknowledged; fails when the broker does not return. */
    CompletableFuture<Void> done() {
        return done;
    }

    /** The number of rounds that every gateway has published. */
    int rounds() {
        return loops.stream().mapToInt(loop -> loop.rounds).min().orElse(0);
    }

    /** The number of messages acknowledged by the broker so far. */
    long acknowledged() {
        return sum(LoadGateway::acknowledged);
    }

    /** The number of messages that gateways published again after a lost connection. */
    long resent() {
        return sum(LoadGateway::resent);
    }

    /** The number of messages that the broker accepted without a subscriber. */
    long undelivered() {
        return sum(LoadGateway::undelivered);
    }

    private long sum(ToLongFunction<LoadGateway> count) {
        return loops.stream().mapToLong(loop -> count.applyAsLong(loop.gateway)).sum();
    }

    private void run(GatewayLoop loop) {
        try (LoadGateway gateway = loop.gateway) {
            for (int round = 0; round < feed.rounds(); round++) {
                List<LoadGateway.Message> messages = feed.messages(loop.number, round);
                for (int i = 0; i < messages.size(); i++) {
                    pace(gateway, round + (double) i / messages.size());
                    gateway.publish(messages.get(i));
                }
                loop.rounds = round + 1;
            }
            gateway.finish();
        }
    }

    private void pace(LoadGateway gateway, double round) {
        while (paused) {
            gateway.flush();
            LockSupport.parkNanos(TICK_NANOS);
        }
        long due = startNanos + Math.round(round * nanosPerRound);
        if (due - System.nanoTime() > TICK_NANOS) {
            gateway.flush();
            LockSupport.parkNanos(due - System.nanoTime());
        }
    }

    private static final class GatewayLoop {
        private final int number;
        private final LoadGateway gateway;
        private volatile int rounds;

        GatewayLoop(int number, LoadGateway gateway) {
            this.number = number;
            this.gateway = gateway;
        }
    }
}
