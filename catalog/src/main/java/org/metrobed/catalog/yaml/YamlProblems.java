package org.metrobed.catalog.yaml;

import java.util.List;
import java.util.TreeSet;

/** Collects problems and warnings; one that is found twice counts once. One reading, one thread. */
public final class YamlProblems {

    private final TreeSet<YamlProblem> found = new TreeSet<>();
    private final TreeSet<YamlProblem> warnings = new TreeSet<>();

    public void add(SourcePosition spot, String message) {
        found.add(new YamlProblem(spot.file(), spot.line(), spot.column(), message));
    }

    /** Adds what is accepted but should be changed. */
    public void warn(SourcePosition spot, String message) {
        warnings.add(new YamlProblem(spot.file(), spot.line(), spot.column(), message));
    }

    public boolean isEmpty() {
        return found.isEmpty();
    }

    /** The problems, sorted by position. */
    public List<YamlProblem> list() {
        return List.copyOf(found);
    }

    /** The warnings, sorted by position. */
    public List<YamlProblem> warnings() {
        return List.copyOf(warnings);
    }
}
