package org.metrobed.store.audit;

import java.util.Objects;

/**
 * How often a project was read by readers of one role in a time. Immutable.
 *
 * @param project its id
 * @param role the word of the role
 * @param readers number of different readers with a name
 * @param requests number of requests that asked for it, among others or alone
 * @param rows rows of their answers, of all projects that they asked for
 * @param bytes bytes of their answers, before compression
 */
public record ProjectUsage(String project, String role, long readers, long requests, long rows, long bytes) {
    public ProjectUsage {
        Objects.requireNonNull(project, "project");
        Objects.requireNonNull(role, "role");
    }
}
