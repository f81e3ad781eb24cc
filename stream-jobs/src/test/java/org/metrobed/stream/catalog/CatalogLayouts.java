package org.metrobed.stream.catalog;

import java.util.List;
import org.metrobed.stream.support.GoldenLayout;

/** Layouts of this package, with values whose bytes are pinned. */
public final class CatalogLayouts {

    private CatalogLayouts() {}

    /** The layouts. */
    public static List<GoldenLayout<?>> list() {
        CatalogNotice begin =
                new CatalogNotice(1_770_000_005_000L, 7, 1_770_000_000_000L, CatalogNotice.NONE, 1, "größer");
        return List.of(GoldenLayout.of(new CatalogNoticeFormat())
                .with("begin", begin)
                .with("end", begin.withOneMore().repaired(Long.MAX_VALUE, 9)));
    }
}
