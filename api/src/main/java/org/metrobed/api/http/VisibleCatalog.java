package org.metrobed.api.http;

import java.util.function.Supplier;
import org.metrobed.catalog.Catalog;

/**
 * The catalog as the reader of a request sees it. Resources are given this instead of the catalog, so that they cannot show what
 * is not seen. Thread-safe.
 */
@FunctionalInterface
public interface VisibleCatalog {

    /** The catalog for the reader of a request. */
    Catalog of(Request request);

    /** What a reader sees of a catalog that is read at each request. */
    static VisibleCatalog of(Supplier<Catalog> catalog) {
        return request -> request.sight().of(catalog.get());
    }
}
