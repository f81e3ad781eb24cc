package org.metrobed.store.window;

import java.util.Objects;
import org.metrobed.model.window.ExpectedReadings;
import org.metrobed.model.window.WindowRevision;

/**
 * A window: the folded revisions of a stored window, or several stored windows merged. Immutable.
 *
 * @param window the window, with its highest revision and its latest record time; the interval is that of its newest part
 * @param expected how many readings it has if none is missing
 * @param revisions number of stored revisions of it, or of its parts
 * @param parts number of stored windows that it is made of; 0 if it is made of newest readings alone
 * @param pipelineVersion the version of the pipeline that wrote its newest revision; empty if nothing is stored
 */
public record MergedWindow(
        WindowRevision window, ExpectedReadings expected, int revisions, int parts, String pipelineVersion) {
    public MergedWindow {
        Objects.requireNonNull(window, "window");
        Objects.requireNonNull(expected, "expected");
        Objects.requireNonNull(pipelineVersion, "pipelineVersion");
    }

    /** A window of readings that are in no stored window yet. */
    public static MergedWindow ofNewest(WindowRevision window) {
        return new MergedWindow(window, window.expected(), 0, 0, "");
    }

    /** Whether it is made of newest readings alone. */
    public boolean isNewest() {
        return parts == 0;
    }

    /** One stored window, folded from this number of revisions. */
    public static MergedWindow ofStored(WindowRevision window, int revisions, String pipelineVersion) {
        return new MergedWindow(window, window.expected(), revisions, 1, pipelineVersion);
    }
}
