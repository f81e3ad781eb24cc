package org.metrobed.api.thing;

import java.util.List;
import org.metrobed.api.http.Paging;
import org.metrobed.api.http.Request;
import org.metrobed.api.http.Route;
import org.metrobed.api.http.Routes;
import org.metrobed.api.http.VisibleCatalog;
import org.metrobed.catalog.Catalog;
import org.metrobed.model.Project;
import org.metrobed.model.TestBed;

/** The test-beds and their projects. Thread-safe. */
public final class CatalogResource {

    private final VisibleCatalog catalog;

    public CatalogResource(VisibleCatalog catalog) {
        this.catalog = catalog;
    }

    /** Registers its paths. */
    public void register(Routes routes) {
        routes.add(new Route(
                "/api/v1/testbeds",
                "Test-beds: cities and campuses that host sensors",
                List.of(Paging.LIMIT, Paging.CURSOR),
                Route.Output.rows(TestBedView.class),
                this::listTestbeds));
        routes.add(new Route(
                "/api/v1/projects",
                "Projects: deployments of a city and its university",
                List.of(Selection.TESTBED, Paging.LIMIT, Paging.CURSOR),
                Route.Output.rows(ProjectView.class),
                this::listProjects));
    }

    private void listTestbeds(Request request) throws Exception {
        Catalog now = catalog.of(request);
        Paging.Page<TestBed> page = Paging.page(request, now.testbeds(), TestBed::id);
        request.answer(page.rows(TestBedView.class, testbed -> TestBedView.of(testbed, now)));
    }

    private void listProjects(Request request) throws Exception {
        Catalog now = catalog.of(request);
        List<String> testbeds = request.list(Selection.TESTBED, Selection::name);
        List<Project> projects = now.projects().stream()
                .filter(project -> testbeds.isEmpty() || testbeds.contains(project.testbed()))
                .toList();
        Paging.Page<Project> page = Paging.page(request, projects, Project::id);
        request.answer(page.rows(ProjectView.class, project -> ProjectView.of(project, now.version())));
    }
}
