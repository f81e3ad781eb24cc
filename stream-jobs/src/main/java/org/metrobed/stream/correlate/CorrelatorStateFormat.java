package org.metrobed.stream.correlate;

import org.metrobed.analysis.correlate.AlertCorrelator;
import org.metrobed.analysis.correlate.CorrelatorState;
import org.metrobed.stream.support.RecordFormat;

/** The format of {@link AlertCorrelator} in checkpoints. */
public final class CorrelatorStateFormat extends RecordFormat<AlertCorrelator, CorrelatorState> {

    private static final long serialVersionUID = 1L;

    /** For Flink and the topologies. */
    public CorrelatorStateFormat() {
        super("alert-correlation", AlertCorrelator.class, CorrelatorState.class, false);
    }

    @Override
    protected CorrelatorState saved(AlertCorrelator state) {
        return state.saved();
    }

    @Override
    protected AlertCorrelator restored(CorrelatorState saved) {
        return new AlertCorrelator(saved);
    }
}
