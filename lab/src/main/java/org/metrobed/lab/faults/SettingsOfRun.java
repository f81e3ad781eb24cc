package org.metrobed.lab.faults;

import java.util.Collection;
import java.util.Optional;
import org.metrobed.catalog.Catalog;
import org.metrobed.model.Datastream;
import org.metrobed.model.DatastreamSettings;
import org.metrobed.store.settings.SettingsSource;

/** The settings of a run with one catalog, which every version has. Immutable. */
record SettingsOfRun(Catalog catalog) implements SettingsSource {

    @Override
    public Optional<DatastreamSettings> find(String datastream, long catalogVersion) {
        return catalog.findDatastream(datastream).map(Datastream::settings);
    }

    @Override
    public Collection<DatastreamSettings> listAll(String datastream) {
        return find(datastream, catalog.version()).stream().toList();
    }
}
