package org.metrobed.launcher.run;

import java.time.Duration;
import java.util.List;
import org.metrobed.config.Setting;
import org.metrobed.config.Settings;

/**
 * How patient a start is. Immutable.
 *
 * @param limit longest time that a part takes to start; positive
 */
record StartSettings(Duration limit) {

    /** Setting of the longest time. */
    static final Setting LIMIT = Setting.of(
            "METROBED_START_LIMIT",
            "longest time that ingest, Flink and the job of the pipeline each take to start; raise it on a slow machine",
            "PT5M");

    /** Every setting, for the documentation. */
    static List<Setting> settings() {
        return List.of(LIMIT);
    }

    /**
     * Reads the settings.
     *
     * @throws org.metrobed.config.ConfigException if the limit is not positive
     */
    static StartSettings read(Settings settings) {
        Duration limit = settings.duration(LIMIT);
        if (limit.isNegative() || limit.isZero()) {
            settings.reject(LIMIT, "must be longer than PT0S");
        }
        settings.check();
        return new StartSettings(limit);
    }
}
