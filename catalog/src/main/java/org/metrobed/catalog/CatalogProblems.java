package org.metrobed.catalog;

import java.util.List;
import java.util.TreeSet;

/** Collects problems; the same problem found twice counts once. One reading, one thread. */
final class CatalogProblems {

    private final TreeSet<CatalogProblem> found = new TreeSet<>();

    void add(SourcePosition spot, String message) {
        found.add(new CatalogProblem(spot.file(), spot.line(), spot.column(), message));
    }

    boolean isEmpty() {
        return found.isEmpty();
    }

    /** The problems, sorted by position. */
    List<CatalogProblem> list() {
        return List.copyOf(found);
    }

    void throwIfAny() {
        if (!found.isEmpty()) {
            throw new CatalogException(List.copyOf(found));
        }
    }
}
