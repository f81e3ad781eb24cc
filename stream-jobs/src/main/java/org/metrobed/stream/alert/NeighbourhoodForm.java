package org.metrobed.stream.alert;

import org.metrobed.core.alert.Neighbourhood;
import org.metrobed.stream.support.RecordForm;

/** How {@link Neighbourhood} is written into checkpoints. */
public final class NeighbourhoodForm extends RecordForm<Neighbourhood, Neighbourhood.Saved> {

    private static final long serialVersionUID = 1L;

    /** For Flink and the topologies. */
    public NeighbourhoodForm() {
        super(Neighbourhood.class, Neighbourhood.Saved.class, false);
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
