package org.metrobed.launcher.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.metrobed.launcher.segment.Digests;

/**
 * Copies settings and files into a folder that only its owner may read. Settings are those of the environment that begin
 * with {@code METROBED_}, secrets included. A file or folder that a setting names, such as a password or a key, is copied
 * too. Static functions only.
 */
final class FileCopies {

    /** The settings, in lines {@code NAME=value}. */
    static final String SETTINGS = "settings.env";

    private static final String PREFIX = "METROBED_";
    private static final List<String> OF_FILES = List.of("_FILE", "_ACCESS", "_CA", "_CERTIFICATE", "_KEY");

    private FileCopies() {}

    /** The files and folders that settings name. */
    static List<Path> named(Map<String, String> environment) {
        return new TreeMap<>(environment)
                .entrySet().stream()
                        .filter(setting -> setting.getKey().startsWith(PREFIX)
                                && OF_FILES.stream().anyMatch(setting.getKey()::endsWith)
                                && !setting.getValue().isBlank())
                        .map(setting -> Path.of(setting.getValue()))
                        .filter(Files::exists)
                        .distinct()
                        .toList();
    }

    /** Writes the settings. */
    static void settings(Map<String, String> environment, Path folder) throws IOException {
        String lines = new TreeMap<>(environment)
                .entrySet().stream()
                        .filter(setting -> setting.getKey().startsWith(PREFIX))
                        .map(setting -> setting.getKey() + "=" + setting.getValue() + "\n")
                        .collect(Collectors.joining());
        Path file = Files.createFile(folder.resolve(SETTINGS));
        BackupFolder.protect(file, "rw-------");
        Files.writeString(file, lines);
    }

    /**
     * Copies files, and folders with all files in them; a file that goes meanwhile is left out.
     *
     * @param into a folder; a path gets its name there, and a number if that is taken
     * @return the origin of each copied file by its copy
     */
    static Map<Path, Path> copy(List<Path> paths, Path into) throws IOException {
        Map<Path, Path> copies = new TreeMap<>();
        for (Path path : paths) {
            Path origin = path.toAbsolutePath().normalize();
            Path target = free(into, origin.getFileName().toString());
            for (Path file : files(origin)) {
                Path copy = file.equals(origin)
                        ? target
                        : target.resolve(origin.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                if (copied(file, copy)) {
                    copies.put(copy, file);
                }
            }
        }
        return copies;
    }

    private static boolean copied(Path file, Path copy) throws IOException {
        try {
            Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
        } catch (NoSuchFileException e) {
            return false; // it has been replaced or deleted since
        }
        BackupFolder.protect(copy, "rw-------");
        return true;
    }

    /** What the manifest says of all files of a folder. */
    static List<SavedFile> list(Path root, Path folder, Map<Path, Path> origins) throws IOException {
        List<SavedFile> saved = new ArrayList<>();
        for (Path file : files(folder)) {
            saved.add(new SavedFile(
                    slashes(root.relativize(file)),
                    origins.containsKey(file) ? origins.get(file).toString() : "",
                    Files.size(file),
                    Digests.of(file)));
        }
        return saved;
    }

    private static List<Path> files(Path path) throws IOException {
        try (Stream<Path> paths = Files.walk(path)) {
            return paths.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private static Path free(Path folder, String name) {
        Path path = folder.resolve(name);
        for (int times = 2; Files.exists(path); times++) {
            path = folder.resolve(name + "-" + times);
        }
        return path;
    }

    private static String slashes(Path path) {
        return path.toString().replace('\\', '/');
    }
}
