package org.metrobed.launcher.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.metrobed.config.Setting;
import org.metrobed.config.Settings;
import org.metrobed.embedded.BrokerOptions;
import org.metrobed.ingest.endpoint.EndpointConfig;
import org.metrobed.ingest.endpoint.ListenerSettings;
import org.metrobed.ingest.endpoint.ListenerTls;

/**
 * The environment's settings of the MQTT server in this process. Immutable.
 *
 * @param direct whether clients connect to ingest itself instead of an embedded broker; empty: the folder decides, see
 *     {@link ServerChoice}
 * @param queuedMessages the largest number of queued messages of a disconnected session of the broker
 * @param listener users, limits and TLS
 */
public record BrokerSettings(Optional<Boolean> direct, long queuedMessages, ListenerSettings listener) {

    /** A server without users and limits, on this machine only: for a demonstration, a benchmark or a test. */
    public static final BrokerSettings OPEN =
            new BrokerSettings(Optional.empty(), BrokerOptions.MAX_QUEUED_MESSAGES, ListenerSettings.OPEN);

    public static final Setting QUEUE = Setting.of(
            "METROBED_MQTT_QUEUE_MESSAGES",
            "Number of messages that the broker keeps while ingest is away; it drops further ones. The default lasts"
                    + " 400 s"
                    + " at 5000"
                    + " messages a second, 5.5 hours at 100.",
            Long.toString(BrokerOptions.MAX_QUEUED_MESSAGES));

    /** Every setting, for the documentation. */
    public static List<Setting> settings() {
        List<Setting> all = new ArrayList<>(List.of(EndpointConfig.ENDPOINT, QUEUE));
        all.addAll(ListenerSettings.settings());
        return List.copyOf(all);
    }

    /**
     * Reads all settings.
     *
     * @throws org.metrobed.config.ConfigException with all problems
     */
    public static BrokerSettings of(Settings settings) {
        BrokerSettings read = new BrokerSettings(
                EndpointConfig.isIngest(settings),
                settings.integer(QUEUE, 1_000, Integer.MAX_VALUE),
                ListenerSettings.read(settings));
        settings.check();
        return read;
    }

    /** The same with another server for clients. */
    public BrokerSettings withDirect(boolean ingest) {
        return new BrokerSettings(Optional.of(ingest), queuedMessages, listener);
    }

    /** The broker's options from these settings, without users. */
    BrokerOptions options(int port) {
        BrokerOptions options =
                BrokerOptions.of(port).withQueue(queuedMessages).withLimits(listener.packetBytes(), listener.limits());
        return listener.tls().map(ListenerTls::listener).map(options::withTls).orElse(options);
    }
}
