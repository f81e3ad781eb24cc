package org.metrobed.api.window;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.metrobed.model.window.WindowRevision;
import org.metrobed.store.window.MergedWindow;
import org.metrobed.store.window.StoredRevision;

/** One row for each revision of a window: the window from that revision on. Not thread-safe. */
final class RevisionItems {

    private static final Comparator<StoredRevision> ORDER = Comparator.<StoredRevision>comparingLong(
                    stored -> stored.revision().recordedMillis())
            .thenComparing(stored -> stored.revision().replaces())
            .thenComparingInt(stored -> stored.revision().revision());

    private final ItemMaker maker;
    private final Function<WindowRevision, WindowSeries> seriesOf;
    private final List<StoredRevision> window = new ArrayList<>();
    private final List<WindowItem> items = new ArrayList<>();

    RevisionItems(ItemMaker maker, Function<WindowRevision, WindowSeries> seriesOf) {
        this.maker = maker;
        this.seriesOf = seriesOf;
    }

    /** Adds the next revision; all revisions of one window are consecutive. */
    void add(StoredRevision next) {
        if (!window.isEmpty() && !isSameWindow(window.get(0).revision(), next.revision())) {
            endWindow();
        }
        window.add(next);
    }

    /** The rows of all added revisions. */
    List<WindowItem> end() {
        endWindow();
        return items;
    }

    private void endWindow() {
        window.sort(ORDER);
        WindowRevision stood = null;
        for (int i = 0; i < window.size(); i++) {
            WindowRevision revision = window.get(i).revision();
            stood = stood == null || revision.replaces() ? revision : stood.merge(revision);
            MergedWindow then = MergedWindow.ofStored(
                    own(stood, revision), i + 1, window.get(i).pipelineVersion());
            items.add(maker.item(seriesOf.apply(revision), then, i, 1, false));
        }
        window.clear();
    }

    /** The folded window with the number and the time of the revision. */
    private static WindowRevision own(WindowRevision stood, WindowRevision revision) {
        return stood.with()
                .revision(revision.revision())
                .recordedMillis(revision.recordedMillis())
                .replaces(revision.replaces())
                .build();
    }

    private static boolean isSameWindow(WindowRevision one, WindowRevision other) {
        return one.startMicros() == other.startMicros() && one.datastream().equals(other.datastream());
    }
}
