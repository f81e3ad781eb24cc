package org.metrobed.store.window;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import org.metrobed.model.window.WindowRevision;

/** Folds consecutive revisions of one window. Not thread-safe. */
final class RevisionFold {

    private final Consumer<? super MergedWindow> consumer;
    private final List<StoredRevision> revisions = new ArrayList<>();

    RevisionFold(Consumer<? super MergedWindow> consumer) {
        this.consumer = consumer;
    }

    /** Adds the next revision; all revisions of one window are consecutive. */
    void add(StoredRevision revision) {
        if (!revisions.isEmpty() && !revisions.get(0).isSameWindow(revision)) {
            end();
        }
        revisions.add(revision);
    }

    /** Ends the input. */
    void end() {
        if (!revisions.isEmpty()) {
            consumer.accept(fold(revisions));
            revisions.clear();
        }
    }

    /** The window made from its revisions, at least one. */
    static MergedWindow fold(List<StoredRevision> revisions) {
        StoredRevision first = revisions.get(0);
        if (revisions.size() == 1) {
            return MergedWindow.ofStored(first.revision(), 1, first.pipelineVersion());
        }
        StoredRevision newest = revisions.stream()
                .max(Comparator.comparingLong(stored -> stored.revision().recordedMillis()))
                .orElse(first);
        WindowRevision folded = WindowRevision.fold(
                revisions.stream().map(StoredRevision::revision).toList());
        return MergedWindow.ofStored(folded, revisions.size(), newest.pipelineVersion());
    }
}
