package org.metrobed.model.window;

import java.util.Objects;

/**
 * What the readings of a window, or of a part of one, come to. Mergeable: parts may be put together in any order. Immutable.
 *
 * @param good readings flagged 1
 * @param suspect readings flagged 3
 * @param notEvaluated how many readings are flagged 2
 * @param fail how many readings are flagged 4
 * @param missing how many readings are flagged 9
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

    /** Readings of all flags. */
    public long count() {
        return good.count() + suspect.count() + notEvaluated + fail + missing;
    }

    /** Both together. */
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
