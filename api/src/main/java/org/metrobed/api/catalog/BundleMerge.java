package org.metrobed.api.catalog;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.metrobed.catalog.CatalogException;
import org.metrobed.catalog.CatalogFiles;
import org.metrobed.catalog.compile.CatalogReader;

/** Adds bundles to a catalog and takes them away. Files are texts by path; a bundle is a top folder. Static functions only. */
final class BundleMerge {

    private BundleMerge() {}

    /**
     * Moves files that are in no folder into one with the name of their test-bed, so that they can stand beside other
     * bundles. Files that do not compile stay where they are.
     */
    static Map<String, String> named(Map<String, String> files) {
        if (files.keySet().stream().allMatch(path -> path.indexOf('/') > 0)) {
            return files;
        }
        try {
            String name = CatalogReader.read(CatalogFiles.of(files), 0)
                    .testbeds()
                    .get(0)
                    .id();
            Map<String, String> named = new TreeMap<>();
            files.forEach((path, text) -> named.put(name + "/" + path, text));
            return named;
        } catch (CatalogException e) {
            return files;
        }
    }

    /** The bundles of a catalog that are not in {@code added}, and {@code added}. */
    static Map<String, String> merge(Map<String, String> catalog, Map<String, String> added) {
        Map<String, String> whole = new TreeMap<>(catalog);
        whole.keySet().removeIf(path -> names(added).contains(bundle(path)));
        whole.putAll(added);
        return whole;
    }

    /**
     * The files of a catalog that {@link #merge} would take away: those of the bundles in {@code added} that have none of
     * their name there.
     */
    static List<String> lost(Map<String, String> catalog, Map<String, String> added) {
        return catalog.keySet().stream()
                .filter(path -> names(added).contains(bundle(path)) && !added.containsKey(path))
                .sorted()
                .toList();
    }

    /**
     * Takes bundles back out of a catalog: they become what they were before, or go. If the catalog has one of them with
     * other texts by now, or no other bundle, it stays as it is.
     *
     * @param added the bundles that were merged
     * @param before the catalog before they were
     */
    static Map<String, String> withdraw(
            Map<String, String> catalog, Map<String, String> added, Map<String, String> before) {
        Map<String, String> whole = new TreeMap<>(named(catalog));
        if (!merge(whole, added).equals(whole)) {
            return catalog;
        }
        whole.keySet().removeAll(added.keySet());
        named(before).forEach((path, text) -> {
            if (names(added).contains(bundle(path))) {
                whole.put(path, text);
            }
        });
        return whole.isEmpty() ? catalog : whole;
    }

    private static Set<String> names(Map<String, String> files) {
        return files.keySet().stream().map(BundleMerge::bundle).collect(Collectors.toSet());
    }

    private static String bundle(String path) {
        int slash = path.indexOf('/');
        return slash < 0 ? path : path.substring(0, slash);
    }
}
