package org.metrobed.stream.decode;

import org.metrobed.stream.catalog.CatalogSource;
import org.metrobed.stream.catalog.CatalogTimeline;

/** A source of catalogs that are known from the beginning. */
@FunctionalInterface
interface FilledCatalog extends CatalogSource {

    /** Adds the catalogs. */
    void fill(CatalogTimeline timeline);

    @Override
    default OpenCatalog open() {
        CatalogTimeline timeline = new CatalogTimeline();
        fill(timeline);
        return new OpenCatalog() {
            @Override
            public CatalogTimeline timeline() {
                return timeline;
            }

            @Override
            public void close() {
                // nothing is open
            }
        };
    }
}
