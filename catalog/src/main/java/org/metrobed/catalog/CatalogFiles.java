package org.metrobed.catalog;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.metrobed.catalog.yaml.YamlProblem;
import org.metrobed.catalog.yaml.YamlText;

/**
 * The texts of a deployment's bundles, as in a folder and as in one catalog version. Immutable.
 *
 * <p>A path is relative to the folder of bundles and divided by {@code /}, such as {@code riverbend/things.yaml}.
 */
public final class CatalogFiles {

    /** Largest number of files. */
    public static final int MAX_FILES = 1_000;

    /** Largest size of one file, bytes of UTF-8. */
    public static final int MAX_FILE_BYTES = YamlText.LONGEST;

    /** Largest total size of all files, bytes of UTF-8. */
    public static final int MAX_TOTAL_BYTES = 8 << 20;

    private final SortedMap<String, String> texts;

    private CatalogFiles(SortedMap<String, String> texts) {
        this.texts = Collections.unmodifiableSortedMap(texts);
    }

    /**
     * These texts by relative path.
     *
     * @throws CatalogException if a limit on number or size is exceeded
     */
    public static CatalogFiles of(Map<String, String> texts) {
        CatalogFiles files = new CatalogFiles(new TreeMap<>(texts));
        List<YamlProblem> problems = files.listBreaches();
        if (!problems.isEmpty()) {
            throw new CatalogException(problems);
        }
        return files;
    }

    /**
     * Reads every {@code .yaml} and {@code .yml} file below a folder; hidden files and folders are ignored. A link that
     * leads out of the folder is not followed, so that a bundle of strangers shows no other files of this machine; nor is a
     * link to a folder. Each is a problem.
     *
     * @throws UncheckedIOException if the folder or a file cannot be read
     * @throws CatalogException if a limit on number or size is exceeded, or a file is not UTF-8
     */
    public static CatalogFiles readFolder(Path folder) {
        Map<String, String> texts = new TreeMap<>();
        List<YamlProblem> problems = new ArrayList<>();
        try (Stream<Path> walk = Files.walk(folder.toRealPath())) {
            Path root = folder.toRealPath();
            for (Path file : walk.filter(path -> isBundleFile(root, path)).toList()) {
                String name = root.relativize(file).toString().replace('\\', '/');
                if (leadsAway(root, file)) {
                    problems.add(linked(name));
                } else if (Files.size(file) > MAX_FILE_BYTES) {
                    problems.add(tooLong(name));
                } else {
                    readText(file, name, problems).ifPresent(text -> texts.put(name, text));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the bundles in " + folder + ": " + e.getMessage(), e);
        }
        if (!problems.isEmpty()) {
            throw new CatalogException(problems);
        }
        return of(texts);
    }

    private static Optional<String> readText(Path file, String name, List<YamlProblem> problems) throws IOException {
        try {
            return Optional.of(Files.readString(file));
        } catch (CharacterCodingException e) {
            problems.add(new YamlProblem(name, 1, 1, "the file is not UTF-8 text"));
            return Optional.empty();
        }
    }

    /** The texts by path, sorted. */
    public SortedMap<String, String> texts() {
        return texts;
    }

    /** SHA-256 over paths and texts, 64 lower-case hexadecimal digits; equal files give equal digests. */
    public String sha256() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            texts.forEach((path, text) -> {
                addField(digest, path);
                addField(digest, text);
            });
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static void addField(MessageDigest digest, String field) {
        byte[] bytes = field.getBytes(StandardCharsets.UTF_8);
        digest.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
        digest.update(bytes);
    }

    private static boolean leadsAway(Path root, Path file) throws IOException {
        return !Files.isRegularFile(file) || !file.toRealPath().startsWith(root);
    }

    private static YamlProblem linked(String path) {
        return new YamlProblem(
                path,
                1,
                1,
                "this is a link to a folder, to nothing or out of the folder of bundles; put a copy of the file here");
    }

    private static boolean isBundleFile(Path folder, Path path) {
        for (Path part : folder.relativize(path)) {
            if (part.toString().startsWith(".")) {
                return false;
            }
        }
        String name = path.toString();
        boolean yaml = name.endsWith(".yaml") || name.endsWith(".yml");
        return Files.isSymbolicLink(path) ? yaml || Files.isDirectory(path) : yaml && Files.isRegularFile(path);
    }

    private List<YamlProblem> listBreaches() {
        List<YamlProblem> problems = new ArrayList<>();
        long total = 0;
        for (Map.Entry<String, String> file : texts.entrySet()) {
            int bytes = file.getValue().getBytes(StandardCharsets.UTF_8).length;
            total += bytes;
            if (bytes > MAX_FILE_BYTES) {
                problems.add(tooLong(file.getKey()));
            }
        }
        if (texts.size() > MAX_FILES) {
            problems.add(new YamlProblem(
                    texts.lastKey(), 1, 1, texts.size() + " files; a catalog has at most " + MAX_FILES));
        }
        if (total > MAX_TOTAL_BYTES) {
            problems.add(new YamlProblem(
                    texts.lastKey(), 1, 1, total + " bytes in all files; a catalog has at most " + MAX_TOTAL_BYTES));
        }
        return problems;
    }

    private static YamlProblem tooLong(String path) {
        return new YamlProblem(path, 1, 1, "the file is longer than " + MAX_FILE_BYTES + " bytes; split it");
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CatalogFiles files && files.texts.equals(texts);
    }

    @Override
    public int hashCode() {
        return texts.hashCode();
    }

    @Override
    public String toString() {
        return "CatalogFiles" + texts.keySet();
    }
}
