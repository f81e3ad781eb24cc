package org.metrobed.simulators;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.metrobed.config.ServiceLog;
import org.metrobed.config.Setting;
import org.metrobed.config.Settings;
import org.metrobed.config.tls.TlsFiles;
import org.metrobed.simulators.mqtt.BrokerConfig;

/**
 * Configuration of a simulation. Immutable.
 *
 * @param broker the broker that it publishes to
 * @param testbed the simulated test-bed of the catalog
 * @param seed the same seed results in the same values
 * @param backlog how much of the past it sends first, zero for none
 * @param faults whether the simulator includes the faults of the demonstration
 * @param stateFile file of its progress, so that a restart continues there; null for none
 * @param labelsFile CSV file of the ground truth of its faults; null for none
 */
public record SimulateConfig(
        BrokerConfig broker,
        String testbed,
        long seed,
        Duration backlog,
        boolean faults,
        Path stateFile,
        Path labelsFile) {

    public static final Setting MQTT_URL = Setting.of("METROBED_MQTT_URL", "the MQTT broker", BrokerConfig.DEFAULT_URL);
    public static final Setting MQTT_USER = Setting.of("METROBED_MQTT_USER", "user at the MQTT broker, or empty", "");
    public static final Setting MQTT_PASSWORD =
            Setting.secret("METROBED_MQTT_PASSWORD", "password of that user at the MQTT broker");
    public static final Setting MQTT_CA = Setting.of(
            "METROBED_MQTT_CA",
            "PEM file of the certificates to trust at an ssl:// broker; empty: those of the JVM",
            "");
    public static final Setting MQTT_CERTIFICATE = Setting.of(
            "METROBED_MQTT_CERTIFICATE", "PEM file of the own certificate chain, for mutual TLS; empty for none", "");
    public static final Setting MQTT_KEY =
            Setting.of("METROBED_MQTT_KEY", "PEM file of the unencrypted PKCS#8 key of that certificate", "");
    public static final Setting CATALOG_DIR =
            Setting.of("METROBED_CATALOG_DIR", "folder of the project bundles", "bundles");
    public static final Setting TESTBED =
            Setting.of("METROBED_SIMULATE_TESTBED", "the test-bed that the simulator imitates", "riverbend");
    public static final Setting SEED =
            Setting.of("METROBED_SIMULATE_SEED", "whole number; the same seed gives the same values", "1");
    public static final Setting BACKLOG = Setting.of(
            "METROBED_SIMULATE_BACKLOG",
            "length of the past that the simulator sends first, ISO 8601" + " duration",
            "PT24H");
    public static final Setting FAULTS = Setting.of(
            "METROBED_SIMULATE_FAULTS", "whether the simulator includes the faults of the" + " demonstration", "true");
    public static final Setting STATE_FILE =
            Setting.of("METROBED_SIMULATE_STATE_FILE", "file for the progress of the simulator; empty for none", "");
    public static final Setting LABELS_FILE = Setting.of(
            "METROBED_SIMULATE_LABELS_FILE",
            "file for the ground truth of the simulated faults, as CSV; empty for none",
            "");

    private static final Duration LONGEST_BACKLOG = Duration.ofDays(366);

    public SimulateConfig {
        Objects.requireNonNull(broker, "broker");
        Objects.requireNonNull(testbed, "testbed");
        Objects.requireNonNull(backlog, "backlog");
    }

    /** A demonstration at this broker with every default. */
    public static SimulateConfig of(BrokerConfig broker) {
        return new SimulateConfig(
                broker,
                TESTBED.defaultValue(),
                Long.parseLong(SEED.defaultValue()),
                Duration.parse(BACKLOG.defaultValue()),
                true,
                null,
                null);
    }

    /** The same with these files for state and ground truth; null for none. */
    public SimulateConfig withFiles(Path state, Path labels) {
        return new SimulateConfig(broker, testbed, seed, backlog, faults, state, labels);
    }

    /** The settings that {@link #from} and the main read, in the order of the documents. */
    public static List<Setting> settings() {
        return List.of(
                MQTT_URL,
                MQTT_USER,
                MQTT_PASSWORD,
                MQTT_CA,
                MQTT_CERTIFICATE,
                MQTT_KEY,
                CATALOG_DIR,
                TESTBED,
                SEED,
                BACKLOG,
                FAULTS,
                STATE_FILE,
                LABELS_FILE,
                ServiceLog.FORMAT);
    }

    /**
     * Reads the settings; the caller calls {@link Settings#check} before it uses the result.
     *
     * @return the config; a wrong setting has its default, and the error is kept in the settings
     */
    public static SimulateConfig from(Settings settings) {
        BrokerConfig broker = broker(settings, settings.address(MQTT_URL, "tcp", "ssl"));
        Duration backlog = settings.duration(BACKLOG);
        if (backlog.isNegative() || backlog.compareTo(LONGEST_BACKLOG) > 0) {
            settings.reject(BACKLOG, "must lie between PT0S and P366D");
        }
        return new SimulateConfig(
                broker,
                settings.text(TESTBED),
                settings.integer(SEED, Integer.MIN_VALUE, Integer.MAX_VALUE),
                backlog,
                settings.bool(FAULTS),
                path(settings.text(STATE_FILE)),
                path(settings.text(LABELS_FILE)));
    }

    /** A broker at this address, with the user and the certificates of the settings. */
    public static BrokerConfig broker(Settings settings, String url) {
        return new BrokerConfig(
                url,
                settings.text(MQTT_USER),
                settings.secret(MQTT_PASSWORD),
                BrokerConfig.DEFAULT_MAX_IN_FLIGHT,
                TlsFiles.read(settings, url, MQTT_CA, MQTT_CERTIFICATE, MQTT_KEY));
    }

    private static Path path(String text) {
        return text.isEmpty() ? null : Path.of(text);
    }
}
