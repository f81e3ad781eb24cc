package org.metrobed.stream.liveness;

import org.metrobed.model.Liveness;
import org.metrobed.stream.support.PlainFormat;

/** The format of liveness rows between operators that are not chained. */
public final class LivenessFormat extends PlainFormat<Liveness> {

    private static final long serialVersionUID = 1L;

    /** For Flink and the topologies. */
    public LivenessFormat() {
        super("liveness", Liveness.class, true);
    }
}
