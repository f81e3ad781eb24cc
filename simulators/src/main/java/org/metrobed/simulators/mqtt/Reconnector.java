package org.metrobed.simulators.mqtt;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.metrobed.config.Backoff;

/**
 * Connects, and reconnects after a loss; each pause is twice as long, up to five seconds. Connections are made and
 * dropped on its own thread. All methods are called under the owner's lock.
 */
final class Reconnector {

    private static final Backoff PAUSES = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(5));

    private final MqttLine.Factory lines;
    private final ScheduledExecutorService thread;
    private int pauses;
    private Future<?> attempt;

    Reconnector(MqttLine.Factory lines) {
        this.lines = lines;
        this.thread = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread connecting = new Thread(task, "mqtt-reconnect-" + lines.clientId());
            connecting.setDaemon(true);
            return connecting;
        });
    }

    /** Receives the events, without the lock and in no fixed order. */
    interface Owner extends MqttLine.Acknowledgement {
        /** A connection was made; the owner keeps it or drops it. */
        void connected(MqttLine line);

        /** A connection attempt failed for this reason. */
        void failed(String reason);

        /** A connection was lost. */
        void lost(MqttLine line);
    }

    /** Connects at once. */
    void connectNow(Owner owner) {
        pauses = 0;
        attempt = thread.submit(() -> connect(owner));
    }

    /** Connects after a pause. */
    void connectLater(Owner owner) {
        pauses++;
        attempt = thread.schedule(() -> connect(owner), PAUSES.pause(pauses).toMillis(), TimeUnit.MILLISECONDS);
    }

    /** The pause after the next loss is the shortest. */
    void reset() {
        pauses = 0;
    }

    /** Frees the resources of a lost connection. */
    void drop(MqttLine line) {
        thread.execute(line::drop);
    }

    /** Stops connecting. */
    void stop() {
        attempt.cancel(false);
        thread.shutdownNow();
    }

    private void connect(Owner owner) {
        Consumer<MqttLine> loss = owner::lost;
        try {
            owner.connected(lines.connect(owner, loss));
        } catch (MqttException e) {
            owner.failed(e.getCause() == null ? e.getMessage() : e.getCause().getMessage());
        }
    }
}
