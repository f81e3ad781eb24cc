package org.metrobed.api.catalog;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.metrobed.catalog.Catalog;
import org.metrobed.catalog.CatalogFiles;
import org.metrobed.catalog.compile.CatalogReader;

/**
 * The newest versions of the catalog as texts, so that a past one can be read. If they are too long together, the
 * oldest are dropped. Thread-safe.
 */
final class CatalogHistory {

    /** How many past versions are kept compiled. */
    private static final int COMPILED = 4;

    private final long mostChars;
    private final Deque<Past> newestFirst = new ArrayDeque<>();
    private final Map<Long, Catalog> compiled = new LinkedHashMap<>();
    private long chars;

    private record Past(CatalogVersion version, CatalogFiles files, long chars) {}

    /** @param mostChars maximum total length of all texts; the newest version is always kept */
    CatalogHistory(long mostChars) {
        this.mostChars = mostChars;
    }

    /** Adds the next version, which must compile. */
    synchronized void add(CatalogVersion version, CatalogFiles files) {
        long length = files.texts().values().stream().mapToLong(String::length).sum();
        newestFirst.addFirst(new Past(version, files, length));
        chars += length;
        while (chars > mostChars && newestFirst.size() > 1) {
            chars -= newestFirst.removeLast().chars();
        }
    }

    /** The catalog in force at a log time; empty if that version is no longer kept. */
    synchronized Optional<Catalog> findAt(Instant at) {
        return findPast(at).map(this::compile);
    }

    /** The catalog of a version; empty if it is no longer kept. */
    synchronized Optional<Catalog> findVersion(long version) {
        return newestFirst.stream()
                .filter(past -> past.version().version() == version)
                .findFirst()
                .map(this::compile);
    }

    private Catalog compile(Past past) {
        long number = past.version().version();
        if (compiled.size() == COMPILED && !compiled.containsKey(number)) {
            compiled.clear();
        }
        return compiled.computeIfAbsent(number, any -> CatalogReader.read(past.files(), number));
    }

    private Optional<Past> findPast(Instant at) {
        Iterator<Past> all = newestFirst.iterator();
        while (all.hasNext()) {
            Past past = all.next();
            if (!past.version().effectiveFrom().isAfter(at)) {
                return Optional.of(past);
            }
        }
        return Optional.empty();
    }
}
