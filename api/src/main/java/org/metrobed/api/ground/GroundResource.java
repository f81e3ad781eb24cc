package org.metrobed.api.ground;

import java.io.IOException;
import java.util.List;
import org.metrobed.api.http.Format;
import org.metrobed.api.http.Problem;
import org.metrobed.api.http.ProblemException;
import org.metrobed.api.http.QueryParameter;
import org.metrobed.api.http.Request;
import org.metrobed.api.http.Route;
import org.metrobed.api.http.Routes;
import org.metrobed.api.http.VisibleCatalog;
import org.metrobed.api.thing.Selection;

/**
 * The ground of the map of a test-bed: the file {@code map.geojson} in the folder of its bundle. It is read for each
 * request, so that a new file needs no restart. Thread-safe.
 */
public final class GroundResource {

    private static final QueryParameter TESTBED = QueryParameter.text("testbed", "The id of a test-bed.");

    private final GroundFiles files;
    private final VisibleCatalog catalog;

    /** @param folder the folder of bundles, or of one bundle; empty for none */
    public GroundResource(String folder, VisibleCatalog catalog) {
        this.files = new GroundFiles(folder);
        this.catalog = catalog;
    }

    /** Registers its path. */
    public void register(Routes routes) {
        routes.add(new Route(
                "/api/v1/testbeds/{testbed}/ground",
                "The ground of the map of a test-bed as GeoJSON: water, parks, streets, names; without features if its bundle has none",
                List.of(TESTBED),
                new Route.Output(null, false, List.of(Format.GEOJSON)),
                this::show));
    }

    private void show(Request request) throws IOException {
        String testbed = request.path(TESTBED, Selection::name);
        if (catalog.of(request).testbeds().stream()
                .noneMatch(known -> known.id().equals(testbed))) {
            throw new ProblemException(Problem.notFound("There is no test-bed " + testbed + "."));
        }
        request.response().text(files.read(testbed), Format.GEOJSON.contentType());
    }
}
