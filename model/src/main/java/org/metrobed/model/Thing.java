package org.metrobed.model;

import java.util.Objects;

/**
 * A station or pole. Immutable.
 *
 * @param id {@code testbed/thing}
 * @param name for people
 * @param family one of the three families
 * @param type its thing type in the catalog, such as {@code pedestrian-counter}
 * @param project the project's id, may be empty
 * @param location its location
 */
public record Thing(String id, String name, Family family, String type, String project, Location location) {
    public Thing {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(family, "family");
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(project, "project");
        Objects.requireNonNull(location, "location");
    }

    /** The test-bed's id. */
    public String testbed() {
        return id.substring(0, id.indexOf('/'));
    }
}
