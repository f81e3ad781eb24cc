package org.metrobed.ingest.endpoint;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.metrobed.access.Access;
import org.metrobed.access.AccessException;
import org.metrobed.config.Setting;
import org.metrobed.config.Settings;

/**
 * The configuration of the endpoint. Immutable.
 *
 * @param port port of the listener without TLS, on 127.0.0.1 only; 0 for a free port
 * @param folder where sessions and retained messages are kept; empty: they are lost at a restart
 * @param access the users and their rights
 * @param listener limits and TLS
 */
public record EndpointConfig(int port, Optional<Path> folder, Access access, ListenerSettings listener) {

    public static final Setting ENDPOINT = Setting.of(
            "METROBED_MQTT_ENDPOINT",
            "The server to which MQTT clients connect: broker, to which ingest subscribes, or ingest itself, which"
                    + " acknowledges a message when Kafka has stored it. Empty: broker; ingest in ./metrobed up, if its"
                    + " folder has no queue of a broker.",
            "");
    public static final Setting PORT = Setting.of(
            "METROBED_MQTT_PORT",
            "Port of 127.0.0.1 on which ingest listens without TLS if METROBED_MQTT_ENDPOINT is ingest.",
            "1883");
    public static final Setting FOLDER = Setting.of(
            "METROBED_MQTT_FOLDER",
            "Folder in which ingest keeps MQTT sessions and retained messages if METROBED_MQTT_ENDPOINT is ingest; empty:"
                    + " they are lost at a restart.",
            "");

    public EndpointConfig {
        Objects.requireNonNull(folder, "folder");
        Objects.requireNonNull(access, "access");
        Objects.requireNonNull(listener, "listener");
    }

    /** Open to every client on this machine, without limits; keeps nothing. */
    public static EndpointConfig of(int port) {
        return new EndpointConfig(port, Optional.empty(), Access.everyone(), ListenerSettings.OPEN);
    }

    /** The settings of the endpoint alone, for the documentation. */
    public static List<Setting> settings() {
        return List.of(ENDPOINT, PORT, FOLDER);
    }

    /**
     * Whether clients connect to ingest; empty if no server is named. An unknown word is added to the problems of the
     * settings.
     */
    public static Optional<Boolean> isIngest(Settings settings) {
        String server = settings.text(ENDPOINT);
        if (server.isEmpty()) {
            return Optional.empty();
        }
        if (!server.equals("broker") && !server.equals("ingest")) {
            settings.reject(ENDPOINT, "is '" + server + "', must be broker or ingest");
        }
        return Optional.of(server.equals("ingest"));
    }

    /** Reads all settings; problems are added to the settings object. Empty if clients connect to a broker. */
    public static Optional<EndpointConfig> read(Settings settings) {
        boolean wanted = isIngest(settings).orElse(false);
        int port = settings.integer(PORT, 0, 65_535);
        String folder = settings.text(FOLDER);
        ListenerSettings listener = ListenerSettings.read(settings);
        if (!wanted) {
            return Optional.empty();
        }
        Optional<Path> kept = folder.isEmpty() ? Optional.empty() : Optional.of(Path.of(folder));
        try {
            Access access = listener.access().map(Access::read).orElseGet(Access::everyone);
            return Optional.of(new EndpointConfig(port, kept, access, listener));
        } catch (AccessException e) {
            settings.reject(ListenerSettings.ACCESS, "cannot be used: " + e.getMessage());
            return Optional.empty();
        }
    }
}
