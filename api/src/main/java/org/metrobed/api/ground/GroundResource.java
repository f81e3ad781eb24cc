package org.metrobed.api.ground;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.metrobed.api.http.Format;
import org.metrobed.api.http.Problem;
import org.metrobed.api.http.ProblemException;
import org.metrobed.api.http.QueryParameter;
import org.metrobed.api.http.Request;
import org.metrobed.api.http.Route;
import org.metrobed.api.http.Routes;
import org.metrobed.api.thing.Selection;
import org.metrobed.catalog.Catalog;

/**
 * The ground of the map of a test-bed: the file {@code map.geojson} in the folder of its bundle. It is read for each
 * request, so that a new file needs no restart. Thread-safe.
 */
public final class GroundResource {

    /** The name of the file in a bundle. */
    static final String FILE = "map.geojson";

    /** The answer for a test-bed without the file. */
    static final String NONE = "{\"type\":\"FeatureCollection\",\"features\":[]}";

    private static final long MAX_BYTES = 8 << 20;
    private static final QueryParameter TESTBED = QueryParameter.text("testbed", "The id of a test-bed.");

    private final String folder;
    private final Supplier<Catalog> catalog;

    /** @param folder the folder of bundles, each named as its test-bed; empty for none */
    public GroundResource(String folder, Supplier<Catalog> catalog) {
        this.folder = folder;
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
        if (catalog.get().testbeds().stream().noneMatch(known -> known.id().equals(testbed))) {
            throw new ProblemException(Problem.notFound("There is no test-bed " + testbed + "."));
        }
        request.response().text(read(folder, testbed), Format.GEOJSON.contentType());
    }

    /**
     * The text of the file of a test-bed, or of the folder itself if that is the only bundle; without features if there is none.
     *
     * @throws IOException if a file is there and cannot be read
     */
    static String read(String folder, String testbed) throws IOException {
        if (folder.isEmpty()) {
            return NONE;
        }
        for (Path file : List.of(Path.of(folder, testbed, FILE), Path.of(folder, FILE))) {
            if (fits(Path.of(folder), file)) {
                return Files.readString(file, StandardCharsets.UTF_8);
            }
        }
        return NONE;
    }

    /** Whether it is a file of the folder, and not too long. */
    private static boolean fits(Path folder, Path file) throws IOException {
        return Files.isRegularFile(file)
                && Files.size(file) <= MAX_BYTES
                && file.toRealPath().startsWith(folder.toRealPath());
    }
}
