package org.metrobed.store.settings;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.metrobed.model.DatastreamSettings;

/** The settings of datastreams in versions of the catalog. Thread-safe. */
public interface SettingsSource {

    /** No version of the catalog is known: only stored rows are read. */
    SettingsSource NONE = inAllVersions(datastream -> Optional.empty());

    /** The same settings in every version; the function is called by any thread. */
    static SettingsSource inAllVersions(Function<String, Optional<DatastreamSettings>> settings) {
        return new SettingsSource() {
            @Override
            public Optional<DatastreamSettings> find(String datastream, long catalogVersion) {
                return settings.apply(datastream);
            }

            @Override
            public Collection<DatastreamSettings> listAll(String datastream) {
                return settings.apply(datastream).stream().toList();
            }
        };
    }

    /** Those of a datastream in a version; empty if the version is not known, or does not contain the datastream. */
    Optional<DatastreamSettings> find(String datastream, long catalogVersion);

    /** All that a datastream has had in the known versions. */
    Collection<DatastreamSettings> listAll(String datastream);

    /** Whether the versions so far are known. */
    default boolean isLoaded() {
        return true;
    }

    /** Those of the products that are computed from a datastream in a version; by default the products of hours alone. */
    default List<DatastreamSettings> listProducts(String datastream, long catalogVersion) {
        return find(datastream, catalogVersion)
                .map(DatastreamSettings::products)
                .orElse(List.of());
    }
}
