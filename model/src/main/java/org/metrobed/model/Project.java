package org.metrobed.model;

import java.util.List;
import java.util.Objects;

/**
 * A city-university deployment in a test-bed. Immutable.
 *
 * @param id unique in a deployment
 * @param testbed the test-bed's id
 * @param name for people
 * @param partners the organisations that run it
 * @param question its research question, may be empty
 * @param licence SPDX name of the licence of its data, such as {@code CC-BY-4.0}, may be empty
 * @param visibility who may read its data
 */
public record Project(
        String id,
        String testbed,
        String name,
        List<String> partners,
        String question,
        String licence,
        Visibility visibility) {
    public Project {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(testbed, "testbed");
        Objects.requireNonNull(name, "name");
        partners = List.copyOf(partners);
        Objects.requireNonNull(question, "question");
        Objects.requireNonNull(licence, "licence");
        Objects.requireNonNull(visibility, "visibility");
    }

    /** A project whose data everybody may read. */
    public Project(String id, String testbed, String name, List<String> partners, String question, String licence) {
        this(id, testbed, name, partners, question, licence, Visibility.PUBLIC);
    }
}
