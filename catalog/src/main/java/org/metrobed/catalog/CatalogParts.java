package org.metrobed.catalog;

/** Chooses parts of catalogs, also of earlier versions, by their ids. Pure, thread-safe. */
public interface CatalogParts {

    /** Whether a test-bed is one of them. */
    boolean hasTestbed(String id);

    /** Whether a project is one of them. */
    boolean hasProject(String id);

    /** Whether a thing, {@code testbed/thing}, is one of them. */
    boolean hasThing(String id);

    /** Whether a datastream, {@code testbed/thing/property}, is one of them, by a present or a former id. */
    boolean hasDatastream(String id);
}
