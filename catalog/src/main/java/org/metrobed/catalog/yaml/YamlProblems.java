package org.metrobed.catalog.yaml;

import java.util.List;
import java.util.TreeSet;

/**
 * Collects problems and warnings; one that is found twice counts once. Of a published version, what breaks a rule that came later is a
 * warning. One reading, one thread.
 */
public final class YamlProblems {

    private final TreeSet<YamlProblem> found = new TreeSet<>();
    private final TreeSet<YamlProblem> warnings = new TreeSet<>();
    private final boolean published;

    private YamlProblems(boolean published) {
        this.published = published;
    }

    /** Of files that are not published yet. */
    public YamlProblems() {
        this(false);
    }

    /** Of a published version. */
    public static YamlProblems ofPublished() {
        return new YamlProblems(true);
    }

    public void add(SourcePosition spot, String message) {
        found.add(new YamlProblem(spot.file(), spot.line(), spot.column(), message));
    }

    /** Adds what is accepted but should be changed. */
    public void warn(SourcePosition spot, String message) {
        warnings.add(new YamlProblem(spot.file(), spot.line(), spot.column(), message));
    }

    /** Adds what breaks a rule that published versions need not keep: of those it is a warning, which says what is done instead. */
    void addUnlessPublished(SourcePosition spot, String message, String instead) {
        if (published) {
            warn(spot, message + "; " + instead);
        } else {
            add(spot, message);
        }
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
