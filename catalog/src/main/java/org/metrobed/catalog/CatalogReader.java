package org.metrobed.catalog;

import java.util.Set;

/** Compiles bundles into a catalog. Stateless. */
public final class CatalogReader {

    private CatalogReader() {}

    /**
     * Compiles; any well-formed decoder name will do.
     *
     * @param version the number of the catalog
     * @throws CatalogException with all problems at once
     */
    public static Catalog read(CatalogFiles files, long version) {
        return read(files, version, Set.of());
    }

    /**
     * Compiles.
     *
     * @param version the number of the catalog
     * @param decoders the names of the decoders that bindings may use; empty for any
     * @throws CatalogException with all problems at once
     */
    public static Catalog read(CatalogFiles files, long version, Set<String> decoders) {
        if (files.texts().isEmpty()) {
            return Catalog.empty(version);
        }
        throw new UnsupportedOperationException("comes with the next commit");
    }
}
