package org.metrobed.launcher.run;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.metrobed.config.Setting;
import org.metrobed.config.Settings;
import org.metrobed.embedded.BrokerOptions;
import org.metrobed.embedded.limit.ClientLimits;

/**
 * The environment's settings of the embedded broker. Immutable.
 *
 * @param access folder of the files {@code passwords} and {@code acl}; empty: every client on this machine may do
 *     everything
 * @param queuedMessages the largest number of queued messages of a disconnected session
 * @param packetBytes the largest size of a packet in bytes
 * @param limits rate limits of one client
 * @param tls the listener with TLS; empty for none
 */
public record BrokerSettings(
        Optional<Path> access, long queuedMessages, int packetBytes, ClientLimits limits, Optional<BrokerTls> tls) {

    /** Without users and limits, on this machine only: for a demonstration, a benchmark or a test. */
    public static final BrokerSettings OPEN = new BrokerSettings(
            Optional.empty(),
            BrokerOptions.MAX_QUEUED_MESSAGES,
            BrokerOptions.MAX_PACKET_BYTES,
            ClientLimits.NONE,
            Optional.empty());

    public static final Setting ACCESS = Setting.of(
            "METROBED_MQTT_ACCESS",
            "Folder of the files passwords and acl with users and their rights; empty: everyone on this machine has"
                    + " all rights.",
            "");
    public static final Setting QUEUE = Setting.of(
            "METROBED_MQTT_QUEUE_MESSAGES",
            "Number of messages that the broker keeps while ingest is away; it drops further ones. The default lasts"
                    + " 400 s"
                    + " at 5000"
                    + " messages a second, 5.5 hours at 100.",
            Long.toString(BrokerOptions.MAX_QUEUED_MESSAGES));
    public static final Setting PACKET_BYTES = Setting.of(
            "METROBED_MQTT_MAX_PACKET_BYTES",
            "The largest MQTT packet in bytes; a larger one is not acknowledged and ends its connection.",
            "16777216");
    public static final Setting CLIENT_MESSAGES = Setting.of(
            "METROBED_MQTT_CLIENT_MESSAGES",
            "Messages a second that one client may send on average; more are acknowledged later; 0: no limit.",
            "10000");
    public static final Setting CLIENT_BYTES = Setting.of(
            "METROBED_MQTT_CLIENT_BYTES",
            "Bytes a second that one client may send on average; more are acknowledged later; 0: no limit.",
            "16777216");

    /** Every setting, for the documentation. */
    public static List<Setting> settings() {
        return List.of(
                ACCESS,
                QUEUE,
                PACKET_BYTES,
                CLIENT_MESSAGES,
                CLIENT_BYTES,
                BrokerTls.HOST,
                BrokerTls.PORT,
                BrokerTls.CERTIFICATE,
                BrokerTls.KEY,
                BrokerTls.CLIENTS,
                BrokerTls.CA);
    }

    /**
     * Reads all settings.
     *
     * @throws org.metrobed.config.ConfigException with all problems
     */
    public static BrokerSettings of(Settings settings) {
        String access = settings.text(ACCESS);
        BrokerSettings read = new BrokerSettings(
                access.isEmpty() ? Optional.empty() : Optional.of(Path.of(access)),
                settings.integer(QUEUE, 1_000, Integer.MAX_VALUE),
                settings.integer(PACKET_BYTES, 1_024, 268_435_455),
                new ClientLimits(
                        Math.max(0, settings.integer(CLIENT_MESSAGES, 0, Integer.MAX_VALUE)),
                        Math.max(0, settings.integer(CLIENT_BYTES, 0, Integer.MAX_VALUE))),
                BrokerTls.read(settings, access.isEmpty()));
        settings.check();
        return read;
    }

    /** The broker's options from these settings, without users. */
    BrokerOptions options(int port) {
        BrokerOptions options = BrokerOptions.of(port).withQueue(queuedMessages).withLimits(packetBytes, limits);
        return tls.map(listener -> options.withTls(listener.listener())).orElse(options);
    }
}
