package org.metrobed.simulators.mqtt;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.metrobed.core.config.Backoff;

/**
 * Connects, and after a loss connects again, each time waiting twice as long, up to five seconds. Connections are made and
 * dropped on a thread of its own. All methods are called under the owner's lock.
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

    /** Who is told; neither lock nor order is kept here. */
    interface Owner extends MqttLine.Acknowledgement {
        /** A connection was made; the owner keeps it or drops it. */
        void connected(MqttLine line);

        /** None was made, for this reason. */
        void failed(String reason);

        /** A connection is gone. */
        void lost(MqttLine line);
    }

    /** Tries at once. */
    void connectNow(Owner owner) {
        pauses = 0;
        attempt = thread.submit(() -> connect(owner));
    }

    /** Tries after a pause. */
    void connectLater(Owner owner) {
        pauses++;
        attempt = thread.schedule(() -> connect(owner), PAUSES.pause(pauses).toMillis(), TimeUnit.MILLISECONDS);
    }

    /** The next loss is met with the shortest pause. */
    void reset() {
        pauses = 0;
    }

    /** Frees what a lost connection holds. */
    void drop(MqttLine line) {
        thread.execute(line::drop);
    }

    /** Tries no more. */
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
