package org.metrobed.notify.receiver;

import java.time.Duration;
import org.metrobed.config.Setting;
import org.metrobed.config.Settings;

/** When the next receiver is told of an alert that nobody has acknowledged. Static functions only. */
public final class Escalation {

    /** Setting of the time. */
    public static final Setting AFTER = Setting.of(
            "METROBED_NOTIFY_ESCALATION_AFTER",
            "if nobody has acknowledged an alert so long after its first message, the receivers of escalations are told",
            "PT15M");

    private Escalation() {}

    /** Reads the time, at least a minute; errors are collected in {@code settings} until its check. */
    public static Duration read(Settings settings) {
        Duration after = settings.duration(AFTER);
        if (after.compareTo(Duration.ofMinutes(1)) < 0) {
            settings.reject(AFTER, "must be at least PT1M");
        }
        return after;
    }
}
