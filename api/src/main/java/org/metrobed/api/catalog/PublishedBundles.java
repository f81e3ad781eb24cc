package org.metrobed.api.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.metrobed.catalog.Catalog;
import org.metrobed.catalog.CatalogException;
import org.metrobed.catalog.CatalogFiles;
import org.metrobed.catalog.compile.CatalogReader;
import org.metrobed.catalog.compile.Published;
import org.metrobed.model.Datastream;
import org.metrobed.model.Thing;

/** The content of published bundles. A bundle is compiled when no newer one has what is requested. Not thread-safe. */
final class PublishedBundles implements Published {

    private final List<Map<String, String>> newestFirst;
    private final List<Catalog> compiled = new ArrayList<>();

    /** Of bundles with these texts. */
    PublishedBundles(List<Map<String, String>> newestFirst) {
        this.newestFirst = List.copyOf(newestFirst);
    }

    @Override
    public Optional<Datastream> findDatastream(String id) {
        return find(catalog -> catalog.findDatastream(id));
    }

    @Override
    public Optional<Thing> findThing(String id) {
        return find(catalog -> catalog.findThing(id));
    }

    /** A part as the newest bundle that has it describes it. */
    private <T> Optional<T> find(Function<Catalog, Optional<T>> part) {
        for (int i = 0; i < newestFirst.size(); i++) {
            if (i == compiled.size()) {
                compiled.add(compile(newestFirst.get(i)));
            }
            Optional<T> found = part.apply(compiled.get(i));
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
