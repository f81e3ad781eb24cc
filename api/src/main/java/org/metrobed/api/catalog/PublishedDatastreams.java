package org.metrobed.api.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.metrobed.catalog.Catalog;
import org.metrobed.catalog.CatalogException;
import org.metrobed.catalog.CatalogFiles;
import org.metrobed.catalog.compile.CatalogReader;
import org.metrobed.model.Datastream;

/** The datastreams of published bundles. A bundle is compiled when no newer one has a requested datastream. Not thread-safe. */
final class PublishedDatastreams {

    private final List<Map<String, String>> newestFirst;
    private final List<Catalog> compiled = new ArrayList<>();

    /** Of bundles with these texts. */
    PublishedDatastreams(List<Map<String, String>> newestFirst) {
        this.newestFirst = List.copyOf(newestFirst);
    }

    /** A datastream as the newest bundle that has it describes it. */
    Optional<Datastream> find(String id) {
        for (int i = 0; i < newestFirst.size(); i++) {
            if (i == compiled.size()) {
                compiled.add(compile(newestFirst.get(i)));
            }
            Optional<Datastream> found = compiled.get(i).findDatastream(id);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    /** A bundle that no longer compiles has no datastream. */
    private static Catalog compile(Map<String, String> files) {
        try {
            return CatalogReader.read(CatalogFiles.of(files), 0);
        } catch (CatalogException | IllegalArgumentException e) {
            return Catalog.empty(0);
        }
    }
}
