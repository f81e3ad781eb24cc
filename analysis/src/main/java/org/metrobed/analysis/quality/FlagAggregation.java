package org.metrobed.analysis.quality;

import java.util.Collection;
import org.metrobed.model.QualityFlag;

/** Combines the flags of one row: 9 &lt; 2 &lt; 1 &lt; 3 &lt; 4, the highest wins. Static functions only. */
public final class FlagAggregation {

    private FlagAggregation() {}

    /** The flag with the highest rank; MISSING if there is none. */
    public static QualityFlag of(Collection<QualityFlag> flags) {
        QualityFlag worst = QualityFlag.MISSING;
        for (QualityFlag flag : flags) {
            worst = worst.worst(flag);
        }
        return worst;
    }
}
