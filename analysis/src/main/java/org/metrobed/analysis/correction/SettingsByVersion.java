package org.metrobed.analysis.correction;

import java.util.Optional;
import org.metrobed.model.DatastreamSettings;

/** The settings of a datastream in versions of the catalog. */
@FunctionalInterface
public interface SettingsByVersion {

    /** Those of a version; empty if the version is not kept, or does not contain the datastream. */
    Optional<DatastreamSettings> find(long catalogVersion);
}
