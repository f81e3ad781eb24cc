package org.metrobed.stream.correlate;

import org.metrobed.analysis.correlate.CorrelatorState;
import org.metrobed.stream.support.PlainFormat;

/** The format of {@link CorrelatorState} in checkpoints of release 0.1.0. */
public final class CorrelatorStateFormat extends PlainFormat<CorrelatorState> {

    private static final long serialVersionUID = 1L;

    /** For Flink and the topologies. */
    public CorrelatorStateFormat() {
        super("alert-correlation", CorrelatorState.class, true);
    }
}
