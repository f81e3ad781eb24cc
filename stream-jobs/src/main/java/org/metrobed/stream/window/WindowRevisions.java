package org.metrobed.stream.window;

import org.metrobed.analysis.window.FineWindows;
import org.metrobed.model.DatastreamSettings;
import org.metrobed.model.window.WindowContent;
import org.metrobed.model.window.WindowLevel;
import org.metrobed.model.window.WindowRevision;
import org.metrobed.model.window.WindowRevisionBuilder;

/**
 * Makes the revisions of a datastream and decides which are stored. Immutable.
 *
 * @param closing the settings in force if windows that close may be composed; null if they are stored
 */
record WindowRevisions(String datastream, DatastreamSettings closing, Windower.Output out) {

    void closed(WindowState state, WindowLevel size, long startMicros, WindowContent content) {
        WindowRevision revision = revision(state, size, startMicros, content)
                .revision(0)
                .lateCount(0)
                .build();
        out.revision(revision);
        boolean composed =
                closing != null && startMicros > state.storedMicros && FineWindows.areComposed(closing, size);
        if (!composed) {
            out.store(revision);
        }
    }

    void added(WindowState state, WindowLevel size, long startMicros, int minute, WindowContent content) {
        WindowRevision revision = revision(state, size, startMicros, content)
                .revision(minute)
                .lateCount(content.count())
                .build();
        out.revision(revision);
        out.store(revision);
    }

    private WindowRevisionBuilder revision(
            WindowState state, WindowLevel size, long startMicros, WindowContent content) {
        return WindowRevisionBuilder.builder()
                .datastream(datastream)
                .sizeMillis(size.millis())
                .startMicros(startMicros)
                .recordedMillis(state.logMillis)
                .intervalMillis(state.intervalMillis)
                .good(content.good())
                .suspect(content.suspect())
                .notEvaluatedCount(content.notEvaluated())
                .failCount(content.fail())
                .missingCount(content.missing())
                .catalogVersion(content.catalogVersion())
                .replaces(false);
    }
}
