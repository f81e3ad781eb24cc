package org.metrobed.catalog;

import java.util.Optional;
import org.metrobed.core.model.Severity;
import org.metrobed.core.model.WatchOptions;
import org.metrobed.core.params.ParamSpec;

/**
 * What one place in a bundle says of how a datastream is watched: {@code off}, or {@code {severity: critical}}.
 *
 * @param options of what is found; empty where nothing is watched
 */
record WatchSetting(Optional<WatchOptions> options) {

    /** What holds for a measured datastream of which nothing is said. */
    static final WatchOptions DEFAULT = WatchOptions.of(Severity.WARNING);

    /** Reads it. */
    static Optional<WatchSetting> read(Field field) {
        if (field.isWord("off")) {
            return Optional.of(new WatchSetting(Optional.empty()));
        }
        if (!field.isMap()) {
            field.problem("must be 'off' or a map such as { severity: warning }");
            return Optional.empty();
        }
        return ParamReader.read(ParamSpec.of(WatchOptions.class), field)
                .map(found -> new WatchSetting(Optional.of(found)));
    }
}
