package org.metrobed.stream.correlate;

import org.metrobed.analysis.correlate.Neighbourhood;
import org.metrobed.stream.support.RecordFormat;

/** The format of {@link Neighbourhood} in checkpoints. */
public final class NeighbourhoodFormat extends RecordFormat<Neighbourhood, Neighbourhood.Saved> {

    private static final long serialVersionUID = 1L;

    /** For Flink and the topologies. */
    public NeighbourhoodFormat() {
        super("neighbourhood", Neighbourhood.class, Neighbourhood.Saved.class, false);
    }

    @Override
    protected Neighbourhood.Saved saved(Neighbourhood state) {
        return state.saved();
    }

    @Override
    protected Neighbourhood restored(Neighbourhood.Saved saved) {
        return new Neighbourhood(saved);
    }
}
