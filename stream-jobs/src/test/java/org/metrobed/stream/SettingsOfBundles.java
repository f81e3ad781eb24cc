package org.metrobed.stream;

import java.util.Collection;
import java.util.Optional;
import org.metrobed.catalog.Catalog;
import org.metrobed.model.Datastream;
import org.metrobed.model.DatastreamSettings;
import org.metrobed.store.settings.SettingsSource;

/** The settings of a catalog that has one version. */
record SettingsOfBundles(Catalog catalog) implements SettingsSource {

    @Override
    public Optional<DatastreamSettings> find(String datastream, long catalogVersion) {
        return catalog.findDatastream(datastream).map(Datastream::settings);
    }

    @Override
    public Collection<DatastreamSettings> listAll(String datastream) {
        return find(datastream, catalog.version()).stream().toList();
    }
}
