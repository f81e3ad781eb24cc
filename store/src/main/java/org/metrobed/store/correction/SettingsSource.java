package org.metrobed.store.correction;

import java.util.Collection;
import java.util.Optional;
import org.metrobed.model.DatastreamSettings;

/** The settings of datastreams in versions of the catalog. Thread-safe. */
public interface SettingsSource {

    /** Those of a datastream in a version; empty if the version is not known, or does not contain the datastream. */
    Optional<DatastreamSettings> find(String datastream, long catalogVersion);

    /** All that a datastream has had in the known versions. */
    Collection<DatastreamSettings> listAll(String datastream);
}
