package org.metrobed.store.window;

import java.util.Objects;
import org.metrobed.core.window.WindowRevision;

/**
 * A window as it stands: all its revisions merged. Immutable.
 *
 * @param window the merged window, with its highest revision
 * @param revisions how many revisions it was merged from, at least 1
 */
public record MergedWindow(WindowRevision window, int revisions) {
    public MergedWindow {
        Objects.requireNonNull(window, "window");
    }

    /** Whether the other is of the same window. */
    boolean isSameWindow(WindowRevision other) {
        return window.startMicros() == other.startMicros()
                && window.sizeMillis() == other.sizeMillis()
                && window.datastream().equals(other.datastream());
    }

    /** With one revision more. */
    MergedWindow merge(WindowRevision other) {
        return new MergedWindow(window.merge(other), revisions + 1);
    }
}
