package org.metrobed.api.profile;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.metrobed.analysis.profile.HeldValues;
import org.metrobed.analysis.profile.ProfileBuilder;
import org.metrobed.api.thing.StoredWindows;
import org.metrobed.catalog.Catalog;
import org.metrobed.model.Datastream;
import org.metrobed.model.Datastream.Statistic;
import org.metrobed.model.Deployment;
import org.metrobed.model.window.WindowRevision;

/** Adds stored windows to a profile in the unit of its datastream; those that cannot be converted are left out. Not thread-safe. */
final class ProfileParts {

    private final StoredWindows stored;
    private final String unit;
    private final Set<Statistic> statistics;
    private final ProfileBuilder builder;
    private final HeldValues held;
    private final Set<Deployment> deployments = new HashSet<>();

    /** {@code held} is null if the datastream holds no values. */
    ProfileParts(Catalog catalog, String datastream, ProfileBuilder builder, HeldValues held) {
        this.stored = new StoredWindows(catalog);
        this.unit = catalog.findDatastream(datastream, catalog.version())
                .map(Datastream::unit)
                .orElse(null);
        this.statistics = catalog.findDatastream(datastream, catalog.version()).map(Datastream::statistic).stream()
                .collect(Collectors.toSet());
        this.builder = builder;
        this.held = held;
    }

    /** Adds a window. */
    void add(WindowRevision window) {
        stored.conversion(window, unit, statistics).ifPresent(conversion -> {
            WindowRevision translated = stored.translated(window, conversion);
            builder.add(translated);
            deployments.addAll(stored.deployments(window));
            if (held != null) {
                held.add(translated);
            }
        });
    }

    /** Adds a window before the range, whose value may still hold. */
    void addBefore(WindowRevision window) {
        stored.conversion(window, unit, statistics)
                .ifPresent(conversion -> held.addBefore(stored.translated(window, conversion)));
    }

    /** The number of deployments that the added readings are of. */
    int deployments() {
        return deployments.size();
    }
}
