package org.metrobed.ingest.endpoint;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.metrobed.access.limit.ClientLimits;
import org.metrobed.config.Setting;
import org.metrobed.config.Settings;

/**
 * The environment's settings of what listens for MQTT clients. Immutable.
 *
 * @param access folder of the files {@code passwords} and {@code acl}; empty: every client on this machine may do
 *     everything
 * @param packetBytes the largest size of a packet in bytes
 * @param limits rate limits of one client
 * @param tls the listener with TLS; empty for none
 */
public record ListenerSettings(Optional<Path> access, int packetBytes, ClientLimits limits, Optional<ListenerTls> tls) {

    /** The largest packet if there are no settings, in bytes. */
    public static final int MAX_PACKET_BYTES = 20_000_000;

    /** Without users and limits, on this machine only: for a demonstration, a benchmark or a test. */
    public static final ListenerSettings OPEN =
            new ListenerSettings(Optional.empty(), MAX_PACKET_BYTES, ClientLimits.NONE, Optional.empty());

    public static final Setting ACCESS = Setting.of(
            "METROBED_MQTT_ACCESS",
            "Folder of the files passwords and acl with users and their rights; empty: everyone on this machine has"
                    + " all rights.",
            "");
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

    public ListenerSettings {
        Objects.requireNonNull(access, "access");
        Objects.requireNonNull(limits, "limits");
        Objects.requireNonNull(tls, "tls");
    }

    /** Every setting, for the documentation. */
    public static List<Setting> settings() {
        return List.of(
                ACCESS,
                PACKET_BYTES,
                CLIENT_MESSAGES,
                CLIENT_BYTES,
                ListenerTls.HOST,
                ListenerTls.PORT,
                ListenerTls.CERTIFICATE,
                ListenerTls.KEY,
                ListenerTls.CLIENTS,
                ListenerTls.CA);
    }

    /** Reads all settings; problems are added to the settings object. */
    public static ListenerSettings read(Settings settings) {
        String access = settings.text(ACCESS);
        return new ListenerSettings(
                access.isEmpty() ? Optional.empty() : Optional.of(Path.of(access)),
                settings.integer(PACKET_BYTES, 1_024, 268_435_455),
                new ClientLimits(
                        Math.max(0, settings.integer(CLIENT_MESSAGES, 0, Integer.MAX_VALUE)),
                        Math.max(0, settings.integer(CLIENT_BYTES, 0, Integer.MAX_VALUE))),
                ListenerTls.read(settings, access.isEmpty()));
    }
}
