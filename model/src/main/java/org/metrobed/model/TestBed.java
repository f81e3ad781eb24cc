package org.metrobed.model;

import java.time.ZoneId;
import java.util.Objects;

/**
 * A city or campus that hosts sensors. Immutable.
 *
 * @param id matches {@code [a-z0-9._-]}, unique in a deployment
 * @param name for people
 * @param zone its time zone; used only for text that people read
 * @param description one sentence, may be empty
 */
public record TestBed(String id, String name, ZoneId zone, String description) {
    public TestBed {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(zone, "zone");
        Objects.requireNonNull(description, "description");
    }
}
