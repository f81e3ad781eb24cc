package org.metrobed.model.window;

import java.util.Objects;

/**
 * The content of a window or of a part of one. Mergeable: parts may be combined in any order. Immutable.
 *
 * @param good readings with flag 1
 * @param suspect readings with flag 3
 * @param notEvaluated number of readings with flag 2
 * @param fail number of readings with flag 4
 * @param missing number of readings with flag 9
 * @param catalogVersion the newest catalog version among the readings
 */
public record WindowContent(
        Summary good, Summary suspect, long notEvaluated, long fail, long missing, long catalogVersion) {

    /** No readings. */
    public static final WindowContent EMPTY = new WindowContent(Summary.EMPTY, Summary.EMPTY, 0, 0, 0, 0);

    public WindowContent {
        Objects.requireNonNull(good, "good");
        Objects.requireNonNull(suspect, "suspect");
    }

    /** Number of readings of all flags. */
    public long count() {
        return good.count() + suspect.count() + notEvaluated + fail + missing;
    }

    /** The content of both. */
    public WindowContent merge(WindowContent other) {
        return new WindowContent(
                good.merge(other.good),
                suspect.merge(other.suspect),
                notEvaluated + other.notEvaluated,
                fail + other.fail,
                missing + other.missing,
                Math.max(catalogVersion, other.catalogVersion));
    }
}
