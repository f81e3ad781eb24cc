package org.metrobed.api.access;

import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import org.metrobed.model.Project;
import org.metrobed.model.Visibility;

/**
 * Who sends a request. Immutable.
 *
 * @param name for logs and the audit, such as {@code key:k3f9a0c1} or {@code user:…}; empty for the public. Never a secret
 * @param role what it may do
 * @param projects ids of the only projects that are not public which it may read, and the only ones which it may change;
 *     sorted; empty: all that the role may
 * @param actions the only resources that it may change, such as {@code annotations}; sorted; empty: all that the role may
 */
public record Reader(String name, Role role, List<String> projects, List<String> actions) {

    /** Everybody who shows nothing. */
    public static final Reader ANYBODY = of("", Role.PUBLIC);

    public Reader {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(role, "role");
        projects = List.copyOf(new TreeSet<>(projects));
        actions = List.copyOf(new TreeSet<>(actions));
    }

    /** A reader of all projects that its role may read. */
    public static Reader of(String name, Role role) {
        return new Reader(name, role, List.of(), List.of());
    }

    /** A reader of some projects. */
    public static Reader of(String name, Role role, Collection<String> projects) {
        return new Reader(name, role, List.copyOf(projects), List.of());
    }

    /** Whether it may read the data of a project. */
    public boolean sees(Project project) {
        return project.visibility() == Visibility.PUBLIC
                || (role.reads(project.visibility()) && (projects.isEmpty() || projects.contains(project.id())));
    }

    /** Whether it is limited to some projects. */
    public boolean isLimited() {
        return !projects.isEmpty();
    }

    /** Whether it may change a resource if its role may. */
    public boolean mayChange(String resource) {
        return actions.isEmpty() || actions.contains(resource);
    }

    /** What readers with the same sight have in common. */
    String sight() {
        return role.word() + projects;
    }
}
