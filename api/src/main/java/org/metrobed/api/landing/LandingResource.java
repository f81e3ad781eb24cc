package org.metrobed.api.landing;

import java.util.ArrayList;
import java.util.List;
import org.metrobed.api.http.Format;
import org.metrobed.api.http.Request;
import org.metrobed.api.http.Route;
import org.metrobed.api.http.Routes;
import org.metrobed.api.http.VisibleCatalog;
import org.metrobed.api.landing.LandingView.LinkView;
import org.metrobed.api.thing.ProjectView;
import org.metrobed.catalog.Catalog;
import org.metrobed.config.BuildInfo;
import org.metrobed.model.Project;

/** The landing page at {@code /api/v1}. Thread-safe. */
public final class LandingResource {

    /** Its path; with a slash at its end it is the same. */
    private static final String PATH = "/api/v1";

    private static final String HTML = "text/html";

    private final VisibleCatalog catalog;
    private final Routes routes;

    /**
     * Lists the lists of the API.
     *
     * @param catalog in force now
     * @param routes read at each request
     */
    public LandingResource(VisibleCatalog catalog, Routes routes) {
        this.catalog = catalog;
        this.routes = routes;
    }

    /** Registers its path. */
    public void register(Routes to) {
        to.add(new Route(
                PATH,
                "The landing page: links to every list, to the description of the API and to the licences of the data",
                List.of(),
                Route.Output.object(LandingView.class),
                this::show));
    }

    private void show(Request request) {
        Catalog now = catalog.of(request);
        String json = Format.JSON.mediaType();
        List<LinkView> links = new ArrayList<>(List.of(
                new LinkView("self", PATH, json, "This page"),
                new LinkView("service-desc", Route.DOCUMENT, json, "The API as OpenAPI 3.1"),
                new LinkView("describedby", Route.DOCUMENT, json, "The meaning of every field, with its unit"),
                new LinkView("service-doc", "/", HTML, "The page for people"),
                new LinkView("status", "/health", json, "The health of the deployment")));
        routes.list().stream()
                .filter(route -> !route.isPosted()
                        && route.path().startsWith(PATH + "/")
                        && !route.path().contains("{"))
                .map(route -> new LinkView(
                        "item", route.path(), route.output().formats().get(0).mediaType(), route.summary()))
                .forEach(links::add);
        now.projects().stream()
                .map(Project::licence)
                .filter(licence -> !licence.isEmpty())
                .distinct()
                .map(licence -> new LinkView("license", ProjectView.licenceAddress(licence), HTML, licence))
                .forEach(links::add);
        request.answer(new LandingView(
                "Metrobed",
                "Sensors of city test-beds: catalog, observations with quality flags, windows, alerts",
                BuildInfo.VERSION,
                now.version(),
                links));
    }
}
