package org.metrobed.api.retention;

import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.metrobed.config.Setting;
import org.metrobed.config.Settings;
import org.metrobed.store.retention.Kept;
import org.metrobed.store.retention.RetentionPolicy;

/** Retention of rows, read from settings. Stateless. */
public final class RetentionSettings {

    private RetentionSettings() {}

    /** Reads the settings; errors are collected in {@code settings} until its check. */
    public static RetentionPolicy read(Settings settings) {
        Map<Kept, Duration> keep = new EnumMap<>(Kept.class);
        for (Kept kept : Kept.values()) {
            Setting setting = setting(kept);
            if (!settings.text(setting).isEmpty()) {
                keep.put(kept, time(settings, setting));
            }
        }
        return new RetentionPolicy(keep);
    }

    /** The settings that {@link #read} reads. */
    public static List<Setting> settings() {
        return Arrays.stream(Kept.values()).map(RetentionSettings::setting).toList();
    }

    private static Duration time(Settings settings, Setting setting) {
        Duration time = settings.duration(setting);
        if (RetentionPolicy.allows(time)) {
            return time;
        }
        settings.reject(setting, "must lie in [P1D,P36500D], or be empty");
        return RetentionPolicy.LONGEST;
    }

    private static Setting setting(Kept kept) {
        return Setting.of(
                "METROBED_KEEP_" + kept.name(),
                "how long " + kept.words() + " are kept after their ingestion, such as P90D; at least P1D;"
                        + " empty: for ever",
                "");
    }
}
