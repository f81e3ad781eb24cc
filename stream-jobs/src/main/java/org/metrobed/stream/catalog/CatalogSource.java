package org.metrobed.stream.catalog;

import java.io.Serializable;

/** Opens the catalog for one task. Sent to the tasks with the job. */
public interface CatalogSource extends Serializable {

    /** Opens a timeline that is filled until it is closed. */
    OpenCatalog open();

    /** A timeline that is being filled. */
    interface OpenCatalog extends AutoCloseable {

        /** The timeline. */
        CatalogTimeline timeline();

        @Override
        void close();
    }
}
