package org.metrobed.tracing;

import java.io.Serializable;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import org.metrobed.config.Setting;
import org.metrobed.config.Settings;

/**
 * Where traces are sent, and of which messages. All processes of a deployment need the same numbers: each decides by itself
 * whether it traces a message. Immutable.
 *
 * @param collector address of a collector that takes OTLP over HTTP, such as {@code http://127.0.0.1:4318}; empty: no message is traced
 * @param oneIn one of so many messages is traced, at least 1
 */
public record TraceConfig(String collector, int oneIn) implements Serializable {

    private static final long serialVersionUID = 1L;

    public static final Setting COLLECTOR = Setting.of(
            "METROBED_TRACE_COLLECTOR",
            "Address of a collector that takes OTLP over HTTP, such as http://127.0.0.1:4318, for traces of messages from"
                    + " MQTT to their rows; empty: none.",
            "");
    public static final Setting ONE_IN = Setting.of(
            "METROBED_TRACE_ONE_IN",
            "One of so many messages is traced; the same for all processes, so that a trace is whole.",
            "1000");

    /** No message is traced. */
    public static final TraceConfig OFF = new TraceConfig("", 1);

    public TraceConfig {
        Objects.requireNonNull(collector, "collector");
        if (oneIn < 1) {
            throw new IllegalArgumentException("oneIn is " + oneIn + ", must be at least 1");
        }
    }

    /** Every setting, for the documentation. */
    public static List<Setting> settings() {
        return List.of(COLLECTOR, ONE_IN);
    }

    /** Reads the settings; problems are reported by {@link Settings#check}. */
    public static TraceConfig read(Settings settings) {
        String collector = settings.text(COLLECTOR);
        int oneIn = settings.integer(ONE_IN, 1, Integer.MAX_VALUE);
        if (!collector.isEmpty() && !isHttp(collector)) {
            settings.reject(COLLECTOR, "is '" + collector + "', must be like http://127.0.0.1:4318");
            return OFF;
        }
        return collector.isEmpty() ? OFF : new TraceConfig(collector, Math.max(1, oneIn));
    }

    private static boolean isHttp(String address) {
        try {
            URI uri = URI.create(address);
            return ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme())) && uri.getHost() != null;
        } catch (IllegalArgumentException e) { // not an address
            return false;
        }
    }

    /** Whether messages are traced at all. */
    public boolean isOn() {
        return !collector.isEmpty();
    }
}
