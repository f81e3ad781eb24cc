package org.metrobed.stream.alert;

import org.metrobed.core.alert.Desk;
import org.metrobed.core.alert.DeskState;
import org.metrobed.stream.support.RecordForm;

/** How {@link Desk} is written into checkpoints. */
public final class DeskForm extends RecordForm<Desk, DeskState> {

    private static final long serialVersionUID = 1L;

    /** For Flink and the topologies. */
    public DeskForm() {
        super(Desk.class, DeskState.class, false);
    }

    @Override
    protected DeskState saved(Desk state) {
        return state.saved();
    }

    @Override
    protected Desk restored(DeskState saved) {
        return new Desk(saved);
    }
}
