package org.metrobed.store.window;

import java.util.Objects;
import org.metrobed.model.window.ExpectedReadings;
import org.metrobed.model.window.WindowRevision;

/**
 * A window: the folded revisions of a stored window, or several stored windows merged. Immutable.
 *
 * @param window the window, with its highest revision and its latest record time; the interval is that of its newest part
 * @param expected how many readings it has if none is missing
 * @param revisions number of revisions of it, or of its parts, at least 1
 * @param parts number of stored windows that it is made of, at least 1
 * @param pipelineVersion the version of the pipeline that wrote its newest revision
 */
public record MergedWindow(
        WindowRevision window, ExpectedReadings expected, int revisions, int parts, String pipelineVersion) {
    public MergedWindow {
        Objects.requireNonNull(window, "window");
        Objects.requireNonNull(expected, "expected");
        Objects.requireNonNull(pipelineVersion, "pipelineVersion");
    }

    /** One stored window, folded from this number of revisions. */
    public static MergedWindow ofStored(WindowRevision window, int revisions, String pipelineVersion) {
        return new MergedWindow(window, window.expected(), revisions, 1, pipelineVersion);
    }
}
