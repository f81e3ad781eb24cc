package org.metrobed.catalog;

import java.util.List;
import java.util.TreeSet;

/** Collects problems and warnings; one that is found twice counts once. One reading, one thread. */
final class CatalogProblems {

    private final TreeSet<CatalogProblem> found = new TreeSet<>();
    private final TreeSet<CatalogProblem> warnings = new TreeSet<>();

    void add(SourcePosition spot, String message) {
        found.add(new CatalogProblem(spot.file(), spot.line(), spot.column(), message));
    }

    /** Adds what is accepted but should be changed. */
    void warn(SourcePosition spot, String message) {
        warnings.add(new CatalogProblem(spot.file(), spot.line(), spot.column(), message));
    }

    boolean isEmpty() {
        return found.isEmpty();
    }

    /** The problems, sorted by position. */
    List<CatalogProblem> list() {
        return List.copyOf(found);
    }

    /** The warnings, sorted by position. */
    List<CatalogProblem> warnings() {
        return List.copyOf(warnings);
    }

    void throwIfAny() {
        if (!found.isEmpty()) {
            throw new CatalogException(List.copyOf(found));
        }
    }
}
