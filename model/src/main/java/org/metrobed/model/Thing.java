package org.metrobed.model;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A station or pole. Immutable.
 *
 * @param id {@code testbed/thing}
 * @param name for people
 * @param family one of the three families
 * @param type its thing type in the catalog, such as {@code pedestrian-counter}
 * @param project the project's id, may be empty
 * @param deployments where it stood when, with which device, oldest first, without overlaps, at least one
 * @param track says where it is if it moves; null if it stands still
 */
public record Thing(
        String id, String name, Family family, String type, String project, List<Deployment> deployments, Track track) {
    public Thing {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(family, "family");
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(project, "project");
        deployments = List.copyOf(deployments);
        if (deployments.isEmpty()) {
            throw new IllegalArgumentException("a thing has a place");
        }
    }

    /** A thing that has always stood at one place. */
    public Thing(String id, String name, Family family, String type, String project, Location location) {
        this(id, name, family, type, project, List.of(Deployment.always(location)), null);
    }

    /** The place of its newest deployment. */
    public Location location() {
        return deployments.get(deployments.size() - 1).location();
    }

    /** The properties that say where it is; empty if it stands still. */
    public Optional<Track> findTrack() {
        return Optional.ofNullable(track);
    }

    /** Whether the catalog says when it stood where; otherwise it says one place alone. */
    public boolean isDated() {
        return deployments.size() > 1 || !deployments.get(0).equals(Deployment.always(location()));
    }

    /** Its deployment at a time; empty if it stood nowhere. */
    public Optional<Deployment> findDeployment(Instant at) {
        return deployments.stream().filter(one -> one.covers(at)).findFirst();
    }

    /** The times from which it has another device than before, microseconds since 1970 UTC. */
    public List<Long> exchanges() {
        return Deployment.exchanges(deployments);
    }

    /** The test-bed's id. */
    public String testbed() {
        return id.substring(0, id.indexOf('/'));
    }
}
