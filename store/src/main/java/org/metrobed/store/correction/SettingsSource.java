package org.metrobed.store.correction;

import java.util.List;
import java.util.Optional;
import org.metrobed.model.DatastreamSettings;

/** The settings of datastreams in versions of the catalog. Thread-safe. */
@FunctionalInterface
public interface SettingsSource {

    /** Those of a datastream in a version; empty if the version is not kept, or does not contain the datastream. */
    Optional<DatastreamSettings> find(String datastream, long catalogVersion);

    /** Those of the products that are computed from a datastream in a version; by default the products of hours alone. */
    default List<DatastreamSettings> listProducts(String datastream, long catalogVersion) {
        return find(datastream, catalogVersion)
                .map(DatastreamSettings::products)
                .orElse(List.of());
    }
}
