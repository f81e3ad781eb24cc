package org.metrobed.store.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.metrobed.model.window.Summary;
import org.metrobed.model.window.WindowRevision;
import org.metrobed.store.Samples;

class RevisionFoldTest {

    private static final WindowRevision CLOSED = Samples.window(0, 0, Summary.of(1, 1), Summary.EMPTY);
    private static final WindowRevision LATE = Samples.window(0, 1, Summary.of(2, 2), Summary.EMPTY);
    private static final WindowRevision NEXT = Samples.window(1, 0, Summary.of(3, 3), Summary.EMPTY);

    @Test
    void neighboursOfOneWindowBecomeIt() {
        List<MergedWindow> windows = new ArrayList<>();
        RevisionFold fold = new RevisionFold(windows::add);
        fold.add(new StoredRevision(CLOSED, "old"));
        fold.add(new StoredRevision(LATE, "new"));
        assertThat(windows).isEmpty();
        fold.add(new StoredRevision(NEXT, "old"));
        assertThat(windows).containsExactly(MergedWindow.ofStored(CLOSED.merge(LATE), 2, "new"));
        fold.end();
        fold.end();
        assertThat(windows).hasSize(2).last().isEqualTo(MergedWindow.ofStored(NEXT, 1, "old"));
    }
}
