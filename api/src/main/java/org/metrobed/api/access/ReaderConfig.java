package org.metrobed.api.access;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.metrobed.config.Setting;
import org.metrobed.config.Settings;

/**
 * Which readers there are besides those with keys, and how long their reads are recorded. Immutable.
 *
 * @param oidc whose tokens are taken; empty: none
 * @param keepReads how long reads are kept; empty: they are not recorded
 */
public record ReaderConfig(Optional<OidcConfig> oidc, Optional<Duration> keepReads) {

    /** Setting of the time for which reads are kept. */
    public static final Setting KEEP_READS = Setting.of(
            "METROBED_KEEP_READS",
            "how long the audit keeps which reader read what and when, such as P90D; at least P1D; empty: nothing is recorded, and"
                    + " /api/v1/usage stays empty",
            "P90D");

    private static final Duration LEAST = Duration.ofDays(1);

    /** Keys alone, and nothing is recorded. */
    public static final ReaderConfig KEYS_ALONE = new ReaderConfig(Optional.empty(), Optional.empty());

    public ReaderConfig {
        Objects.requireNonNull(oidc, "oidc");
        Objects.requireNonNull(keepReads, "keepReads");
    }

    /** Every setting. */
    public static List<Setting> settings() {
        List<Setting> all = new ArrayList<>(OidcConfig.settings());
        all.add(KEEP_READS);
        return List.copyOf(all);
    }

    /** Reads the settings. Errors are collected in {@code settings} until its check. */
    public static ReaderConfig read(Settings settings) {
        Optional<OidcConfig> oidc = OidcConfig.read(settings);
        if (settings.text(KEEP_READS).isEmpty()) {
            return new ReaderConfig(oidc, Optional.empty());
        }
        Duration kept = settings.duration(KEEP_READS);
        if (kept.compareTo(LEAST) < 0) {
            settings.reject(KEEP_READS, "must be at least P1D");
        }
        return new ReaderConfig(oidc, Optional.of(kept));
    }
}
