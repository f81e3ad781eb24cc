package org.metrobed.stream.liveness;

import org.metrobed.core.model.Liveness;
import org.metrobed.stream.support.PlainForm;

/** How liveness rows are written where the chain of operators is broken. */
public final class LivenessForm extends PlainForm<Liveness> {

    private static final long serialVersionUID = 1L;

    /** For Flink and the topologies. */
    public LivenessForm() {
        super(Liveness.class, true);
    }
}
