package org.metrobed.api.thing;

import java.util.List;
import org.metrobed.api.http.Doc;
import org.metrobed.api.http.Request;
import org.metrobed.catalog.Catalog;
import org.metrobed.model.Project;
import org.metrobed.model.Thing;

/** A deployment of a city and its university. */
public record ProjectView(
        String id,
        String testbed,
        String name,
        List<String> partners,
        @Doc("the question that it studies") String question,
        @Doc("SPDX name of the licence of its data") String licence,
        @Doc("the catalog version shown") long catalogVersion) {

    /** Links the licence of a thing's data, if its project states one. */
    static void linkLicence(Request request, Thing thing, Catalog catalog) {
        catalog.projects().stream()
                .filter(project -> project.id().equals(thing.project()))
                .map(Project::licence)
                .filter(licence -> !licence.isEmpty())
                .findFirst()
                .ifPresent(licence -> request.link("license", licenceAddress(licence)));
    }

    /** The address of the text of a licence, by its SPDX name. */
    public static String licenceAddress(String licence) {
        return "https://spdx.org/licenses/" + licence + ".html";
    }

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
