package org.metrobed.simulators;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.metrobed.catalog.Catalog;
import org.metrobed.catalog.CatalogFiles;
import org.metrobed.catalog.compile.CatalogReader;
import org.metrobed.model.Datastream;

/** Finds files of the project outside its modules, upward from the working folder of the tests. */
public final class ProjectFiles {

    private ProjectFiles() {}

    /** The root of the project. */
    public static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(folder.resolve("bundles"))) {
            folder = folder.getParent();
        }
        return folder;
    }

    /** The catalog of the demo bundle. */
    public static Catalog riverbend() {
        return CatalogReader.read(CatalogFiles.readFolder(root().resolve("bundles")), 1);
    }

    /** The datastreams of a catalog that sensors measure. */
    public static List<Datastream> measured(Catalog catalog) {
        return catalog.datastreams().stream()
                .filter(datastream -> !datastream.isDerived())
                .toList();
    }

    /** A file of the shared recordings, if this machine has it. */
    public static Optional<Path> findRecording(String path) {
        for (Path folder = root(); folder != null; folder = folder.getParent()) {
            Path file = folder.resolve("shared").resolve("data").resolve(path);
            if (Files.isRegularFile(file)) {
                return Optional.of(file);
            }
        }
        return Optional.empty();
    }
}
