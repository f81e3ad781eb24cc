package org.metrobed.store.window;

import java.util.Objects;
import org.metrobed.model.window.WindowRevision;

/**
 * A window as it stands: the revisions of a stored window folded, or several stored windows put together. Immutable.
 *
 * @param window the window, with its highest revision and its latest recording
 * @param revisions how many revisions there are of it, or of its parts, at least 1
 * @param parts of how many stored windows it is made, at least 1
 * @param pipelineVersion the version of the pipeline that wrote its newest revision
 */
public record MergedWindow(WindowRevision window, int revisions, int parts, String pipelineVersion) {
    public MergedWindow {
        Objects.requireNonNull(window, "window");
        Objects.requireNonNull(pipelineVersion, "pipelineVersion");
    }
}
