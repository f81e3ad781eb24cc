package org.metrobed.api.thing;

import java.util.List;
import org.metrobed.api.http.Doc;
import org.metrobed.model.Project;

/** A deployment of a city and its university. */
public record ProjectView(
        String id,
        String testbed,
        String name,
        List<String> partners,
        @Doc("the question that it studies") String question,
        @Doc("SPDX name of the licence of its data") String licence,
        @Doc("the catalog version shown") long catalogVersion) {

    /** A project of a catalog version. */
    static ProjectView of(Project project, long catalogVersion) {
        return new ProjectView(
                project.id(),
                project.testbed(),
                project.name(),
                project.partners(),
                project.question(),
                project.licence(),
                catalogVersion);
    }
}
