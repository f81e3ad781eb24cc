package org.metrobed.stream.anomaly;

import org.metrobed.analysis.correlate.Deviation;
import org.metrobed.stream.support.PlainFormat;

/** The format of {@link Deviation} between operators. */
public final class DeviationFormat extends PlainFormat<Deviation> {

    private static final long serialVersionUID = 1L;

    /** For Flink and the topologies. */
    public DeviationFormat() {
        super("deviation", Deviation.class, true);
    }
}
