package org.metrobed.api.ground;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.metrobed.catalog.CatalogException;
import org.metrobed.catalog.CatalogFiles;
import org.metrobed.catalog.compile.CatalogReader;
import org.metrobed.catalog.syntax.BundleReader;
import org.metrobed.catalog.yaml.YamlProblems;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The grounds of maps in a folder of bundles, or in the folder of one bundle. Bundles are found as the catalog finds them: a bundle is
 * that of the test-bed that its files declare, whatever the name of its folder. Stateless, thread-safe.
 */
final class GroundFiles {

    /** The name of the file in a bundle. */
    static final String FILE = "map.geojson";

    /** The answer for a test-bed without the file. */
    static final String NONE = "{\"type\":\"FeatureCollection\",\"features\":[]}";

    private static final Logger LOG = LoggerFactory.getLogger(GroundFiles.class);
    private static final long MAX_BYTES = 8 << 20;
    /** What a file that declares a test-bed holds. */
    private static final String SECTION = "testbed";

    private final String folder;

    /** @param folder the folder; empty for none */
    GroundFiles(String folder) {
        this.folder = Objects.requireNonNull(folder, "folder");
    }

    /** The text of the file; without features if there is none, it is too long, or it leads out of the folder. */
    String read(String testbed) throws IOException {
        if (folder.isEmpty()) {
            return NONE;
        }
        Path file = Path.of(folder, bundle(testbed), FILE);
        boolean fits = Files.isRegularFile(file)
                && Files.size(file) <= MAX_BYTES
                && file.toRealPath().startsWith(Path.of(folder).toRealPath());
        return fits ? Files.readString(file, StandardCharsets.UTF_8) : NONE;
    }

    /** The folder of the bundle below the folder; that of the same name if the bundles cannot be read at the moment. */
    private String bundle(String testbed) {
        try {
            CatalogFiles files = CatalogFiles.readFolder(Path.of(folder));
            return CatalogReader.bundlesOf(files).entrySet().stream()
                    .filter(bundle -> declares(bundle.getValue(), testbed))
                    .map(Map.Entry::getKey)
                    .findFirst()
                    .orElse(testbed);
        } catch (CatalogException | UncheckedIOException e) {
            LOG.warn("the bundles in {} cannot be read to find the ground of {}", folder, testbed, e);
            return testbed;
        }
    }

    private static boolean declares(Map<String, String> texts, String testbed) {
        BundleReader reader = new BundleReader(new YamlProblems());
        texts.forEach((path, text) -> {
            if (text.contains(SECTION) && text.contains(testbed)) {
                reader.read(path, text);
            }
        });
        return reader.declarations().testbeds().containsKey(testbed);
    }
}
